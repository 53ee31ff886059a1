"""The judge's way to a confined worker: requests, questions answered, deadlines kept outside.

Whatever a worker sends ends in a value or in a verdict on that submission; this module must never
let it become a fault of ours.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Collection
from contextlib import suppress
from typing import Any, NoReturn, TypeVar

from autograder.assignment.limits import Limits
from autograder.base.deadline import LEAST_STRETCHED, MOST_STRETCHED, Deadline, Queueing
from autograder.base.language import Text
from autograder.checks.transport import Answer
from autograder.protocol.channel import Channel, ChannelClosed, Oversized, TimeLeft
from autograder.protocol.outcomes import (
    NO_ANSWER,
    CheckFailure,
    Crashed,
    ProtocolError,
    Refused,
    StudentException,
    TimeLimit,
)
from autograder.sandbox.levels import bounds_all_of_a_worker
from autograder.sandbox.process import SandboxError, Worker

_T = TypeVar("_T")
_AHEAD_SECONDS = 1.0
_NO_ANSWER = (ProtocolError, TypeError, ValueError, IndexError, OverflowError, RecursionError)


class Diverged(BaseException):
    """Requests that were sent ahead did not end as foreseen; the worker is gone."""


class Budget:
    """The time and the messages that are left for a question; its clock starts with a request.

    Time is that of the wall clock, less what judge and worker stand in line for a processor.
    """

    def __init__(self, seconds: float, messages: int = Limits.messages) -> None:
        self.seconds = seconds
        self.queueing = Queueing(
            os.getpid(), most=MOST_STRETCHED if bounds_all_of_a_worker() else LEAST_STRETCHED
        )
        self._left = seconds
        self._whole: Deadline | None = None
        """The end of what is left, while the clock runs."""
        self._messages = messages
        self._messages_left = messages

    def spend_message(self) -> None:
        """Count a message from the worker; raise TimeLimit where there were too many."""
        self._messages_left -= 1
        if self._messages_left < 0:
            raise TimeLimit(
                Text(
                    f"the program sent more than {self._messages:,} messages",
                    f"프로그램이 메시지를 {self._messages:,}개 넘게 보냈습니다",
                )
            )

    def deadline(self, limit: float) -> TimeLeft:
        """Return what tells how much is left of a request of at most ``limit`` seconds."""
        if self.is_used_up:
            raise TimeLimit(self.used_up())
        request, whole = Deadline(limit, self.queueing), self._running()
        until = min(request.surely_until(), whole.surely_until())

        def left() -> float:
            seconds = until - time.monotonic()
            return seconds if seconds > 0 else min(request.left(), whole.left())

        return left

    def _running(self) -> Deadline:
        if self._whole is None:
            self._whole = Deadline(self._left, self.queueing)
        return self._whole

    def pause(self) -> None:
        """Stop the clock until the next request."""
        if self._whole is not None:
            self._left = 0.0 if self.is_used_up else self._whole.left()
            self._whole = None

    @property
    def is_used_up(self) -> bool:
        """Whether no time is left for the question."""
        return self._running().is_over

    def used_up(self) -> Text:
        """Return the words for a budget that is spent."""
        return Text(
            f"the {self.seconds:g} s for this question are used up",
            f"이 문제에 주어진 {self.seconds:g}초를 다 썼습니다",
        )


class WorkerRunner:
    """Asks a worker; once it has failed to answer, it is gone."""

    receipts: Collection[bytes] = ()  # asked live, it has answers to nothing beforehand

    def __init__(self, worker: Worker, limits: Limits, budget: Budget) -> None:
        self._worker = worker
        self._limits = limits
        self._budget = budget
        self.is_lost = False
        self._rests = False
        self._ahead_left: TimeLeft = _no_time
        self._renewed = float("-inf")
        self._held: int | None = None
        """A descriptor of its process, whose number could be another's once it has ended."""
        if worker.process is not None:
            budget.queueing.add(worker.process)
            with suppress(OSError, AttributeError):  # a system without such
                self._held = os.pidfd_open(worker.process)

    def request(
        self, operation: str, arguments: list[Any], answer: Answer, *, statement: bool = False
    ) -> list[Any]:
        """Return the reply to a request; raise TimeLimit or Crashed."""
        if self.is_lost:
            raise Crashed(Text("the program has ended before", "프로그램이 이미 끝났습니다"))
        self._wake()
        limit = self._limits.statement if statement else self._limits.call
        left = self._budget.deadline(limit)
        try:
            return self._exchange(["do", operation, arguments], answer, left)
        except TimeoutError:
            self.close()
            if self._budget.is_used_up:
                raise TimeLimit(self._budget.used_up()) from None
            raise TimeLimit(
                Text(f"did not finish within {limit:g} s", f"{limit:g}초 안에 끝나지 않았습니다")
            ) from None
        except ChannelClosed:
            raise Crashed(self._ending()) from None
        except Oversized:
            self.close()
            most = self._limits.message_mib
            raise Crashed(
                Text(
                    f"the program sent more than {most} MiB at once",
                    f"프로그램이 한 번에 보낸 값이 {most} MiB를 넘습니다",
                )
            ) from None
        except _NO_ANSWER:
            self.close()
            raise Crashed(NO_ANSWER) from None
        except BaseException:
            self.close()  # the worker still waits for an answer that will not come
            raise

    def _exchange(self, message: list[Any], answer: Answer, left: TimeLeft) -> list[Any]:
        channel: Channel = self._worker.channel
        channel.send(message, left)
        while True:
            received = self._received(left)
            if received[0] == "done" and len(received) == 2 and isinstance(received[1], list):
                reply: list[Any] = received[1]
                if not reply:
                    raise ProtocolError("an empty reply")
                return reply
            channel.send(_answered(answer, received), left)

    def _received(self, left: TimeLeft) -> list[Any]:
        self._budget.spend_message()
        return self._worker.channel.receive(left)

    def send_ahead(self, requests: list[bytes]) -> None:
        """Send many requests, whose replies come as they are ready; raise Diverged."""
        self._ahead(lambda left: self._worker.channel.send(["do", "ahead", requests], left))

    def receive_ahead(self) -> list[Any]:
        """Return some replies, or a question; raise Diverged where nothing comes for a second."""
        return self._ahead(self._received)

    def answer_ahead(self, answer: Answer, question: list[Any]) -> list[Any]:
        """Answer a question that came instead of replies; return what comes then, as above."""

        def exchange(left: TimeLeft) -> list[Any]:
            self._worker.channel.send(_answered(answer, question), left)
            return self._received(left)

        return self._ahead(exchange)

    def diverged(self) -> NoReturn:
        """End a worker that did not do what was foreseen; asked live it gets its verdict."""
        self.close()
        raise Diverged

    def _ahead(self, step: Callable[[TimeLeft], _T]) -> _T:
        if self.is_lost:
            raise Diverged
        self._wake()
        try:
            if time.monotonic() > self._renewed + _AHEAD_SECONDS / 10:
                self._ahead_left = self._budget.deadline(_AHEAD_SECONDS)
                self._renewed = time.monotonic()
            return step(self._ahead_left)
        except (TimeoutError, TimeLimit, ChannelClosed, *_NO_ANSWER):
            self.diverged()
        except BaseException:
            self.close()
            raise

    def rest(self) -> None:
        """Have the worker stand still until it is asked again.

        Its threads take no time from the submission's other workers, and see nothing of them.
        """
        if self._held is not None and not self._rests:
            self._rests = True
            with suppress(OSError):  # it has ended
                signal.pidfd_send_signal(self._held, signal.SIGSTOP)

    def _wake(self) -> None:
        if self._held is not None and self._rests:
            self._rests = False
            with suppress(OSError):
                signal.pidfd_send_signal(self._held, signal.SIGCONT)

    def _ending(self) -> Text:
        try:
            status = self._worker.exit_status()
        except SandboxError as error:
            raise InternalFault(str(error)) from error
        finally:
            self.close()
        if status in (-9, 137, -11, 139, -6, 134):
            return Text(
                "the program was ended by the system (out of memory or processor time, or a crash "
                "in C)",
                "프로그램이 시스템에 의해 종료되었습니다 (메모리나 CPU 시간 부족 등)",
            )
        return Text(
            "the program ended by itself in the middle of a call",
            "프로그램이 호출 도중에 스스로 끝났습니다",
        )

    def close(self) -> None:
        """Kill the worker."""
        if not self.is_lost:
            self.is_lost = True
            if self._worker.process is not None:
                self._budget.queueing.remove(self._worker.process)
            if self._held is not None:
                os.close(self._held)
                self._held = None
            self._worker.stop()


def _no_time() -> float:
    raise TimeoutError


class InternalFault(BaseException):
    """A check or one of its functions failed by itself."""


def _answered(answer: Answer, question: list[Any]) -> list[Any]:
    try:
        return answer(question)
    except (ProtocolError, Refused, StudentException, CheckFailure):
        raise
    except Exception as error:
        raise InternalFault(f"{type(error).__name__}: {error}") from error
