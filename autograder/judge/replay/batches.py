"""Examples sent ahead: a worker answers many in a row, and the judge looks at what came back.

What the reference has answered byte for byte needs no second look, nor what a check has passed
over before; anything else has the check itself run over the answers; and whatever is not as
foreseen is asked again, live, one example at a time. Must never give a verdict but ``passed``: the
live run is the authority on failures.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict, deque
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from autograder.checks.student import Student
from autograder.checks.transport import Answer
from autograder.judge.replay.examples import Example, Rehearsed
from autograder.judge.replay.habits import Habit
from autograder.protocol.channel import packed, unpacked
from autograder.protocol.outcomes import ProtocolError
from autograder.sandbox.conversation import Diverged, WorkerRunner

_FIRST, _MOST = 16, 64
"""Examples in a batch: few at first, since a wrong solution fails early."""
_MOST_BYTES = 4 * 2**20
_MOST_WAITING = 8 * 2**20
"""Bytes of replies that are kept until they are looked at: asked live, they are not kept."""
_MOST_DIVERGED = 2
"""After so many examples that went another way, the rest of a check is asked live."""
_MOST_ACCEPTED = 32
"""Replies to an example that are remembered: more than there are usual ways to solve it."""


class Accepted:
    """Replies that a check has passed over: from another submission the same ones pass as well.

    A check sees replies, and of the receipts in them those that were given out: to the same habits
    the same ones. Nothing else can decide. Only digests are kept.
    """

    def __init__(self) -> None:
        self._digests: defaultdict[int, set[bytes]] = defaultdict(set)

    def holds(self, example: Example, replies: list[bytes], habits: Collection[Habit]) -> bool:
        """Return whether the example's check has passed over these very replies."""
        return _digest(replies, habits) in self._digests[id(example)]

    def add(self, example: Example, replies: list[bytes], habits: Collection[Habit]) -> None:
        """Remember that it has; ``example`` has to live as long as this object."""
        if len(self._digests[id(example)]) < _MOST_ACCEPTED:
            self._digests[id(example)].add(_digest(replies, habits))


def _digest(replies: list[bytes], habits: Collection[Habit]) -> bytes:
    digest = hashlib.blake2b(packed(sorted(habits)), digest_size=32)
    for reply in replies:  # one by one: together they may be large
        digest.update(len(reply).to_bytes(8, "big") + hashlib.blake2b(reply).digest())
    return digest.digest()


def failing(
    check: Rehearsed,
    fixtures: Mapping[str, Any],
    runner: Callable[[], WorkerRunner],
    student: Callable[[Any, bool], Student],
    accepted: Accepted,
    habits: Collection[Habit],
    *,
    replays: bool = True,
) -> Example | None:
    """Show all examples of a check; return the first that fails, or None.

    ``runner()`` returns a living worker's, ``student(transport, is_shown)`` a submission behind
    one, whose calls are to be shown where the check ends in a verdict. The ``habits`` that it is
    seen to have are foreseen from then on. Without ``replays`` all are asked live. Raises Stop
    where a live example does.
    """
    place, size, diverged = 0, _FIRST, 0 if replays else _MOST_DIVERGED
    while place < len(check.examples):
        ahead = check.examples[place : place + size] if diverged < _MOST_DIVERGED else []
        known = tuple(habits)
        if batch := _batch(ahead, known):
            stream = _Stream(runner(), batch, accepted, known)
            passed = stream.passed(check, fixtures, student)
            place += passed
            if passed == len(batch):
                size = min(2 * size, _MOST)
                continue
            diverged, size = diverged + 1, _FIRST
        example = check.examples[place]
        subject = student(runner(), True)
        try:
            check.show(example, {**fixtures, "student": subject})
        except Exception:
            return example
        place += 1
    return None


def _batch(examples: Sequence[Example], habits: Collection[Habit]) -> list[Example]:
    batch: list[Example] = []
    left = _MOST_BYTES
    for example in examples:
        left -= sum(map(len, example.messages(habits)))
        if not example.ahead or left < 0 or (batch and example.is_led):
            break
        batch.append(example)
        if example.is_led:
            break
    return batch


class _Stream:
    """A batch that a worker is at, and its replies as they come."""

    def __init__(
        self,
        runner: WorkerRunner,
        batch: Sequence[Example],
        accepted: Accepted,
        habits: Collection[Habit],
    ) -> None:
        self._runner = runner
        self._batch = batch
        self._accepted = accepted
        self._habits = habits
        self._replies: deque[bytes] = deque()
        self._question: list[Any] | None = None
        self._left = 0
        """Replies that have not come yet."""

    def passed(
        self,
        check: Rehearsed,
        fixtures: Mapping[str, Any],
        student: Callable[[Any, bool], Student],
    ) -> int:
        """Return how many examples in a row have passed."""
        count = 0
        try:
            self.send([m for e in self._batch if not e.is_led for m in e.messages(self._habits)])
            for example in self._batch:
                if not self._holds(example, check, fixtures, student):
                    self._drain()
                    break
                count += 1
        except Diverged:
            self._replies.clear()  # each may be large, and what is asked next is asked live
        return count

    def send(self, messages: list[bytes]) -> None:
        """Send requests with the sealed answers to what they make a submission ask."""
        if messages:
            self._left += len(messages)
            self._runner.send_ahead(messages)

    def _holds(
        self,
        example: Example,
        check: Rehearsed,
        fixtures: Mapping[str, Any],
        student: Callable[[Any, bool], Student],
    ) -> bool:
        count = 0 if example.is_led else len(example.replies)
        while len(self._replies) < count and self._question is None:
            self._receive()
        mine = [self._replies[i] for i in range(min(count, len(self._replies)))]
        is_whole = len(mine) == len(example.replies)
        if is_whole and self._is_known_to_pass(example, mine):
            for _ in mine:
                self._replies.popleft()
            return True
        script = _Script(self, example, self._habits)
        try:
            check.show(example, {**fixtures, "student": student(script, False)})
        except (KeyboardInterrupt, SystemExit, Diverged):
            raise
        except BaseException:
            return False
        script.skip_rest()
        if is_whole:  # no question came between: the replies are all that was seen
            self._accepted.add(example, mine, self._habits)
        return True

    def _is_known_to_pass(self, example: Example, mine: list[bytes]) -> bool:
        pairs = zip(mine, example.replies, strict=True)
        if all(_as_good(*pair, example.methods) for pair in pairs):
            return True
        return self._accepted.holds(example, mine, self._habits)

    def _receive(self) -> None:
        self._take(self._runner.receive_ahead())

    def _take(self, message: list[Any]) -> None:
        if message[0] == "replies" and len(message) == 2 and isinstance(message[1], list):
            self._left -= len(message[1])
            if self._left < 0 or not all(isinstance(reply, bytes) for reply in message[1]):
                self._runner.diverged()
            self._replies.extend(message[1])
            if sum(map(len, self._replies)) > _MOST_WAITING:
                self._runner.diverged()
        else:
            self._question = message

    def next(self, answer: Answer) -> bytes:
        """Return the next reply; answer what is asked before it."""
        while not self._replies:
            if self._question is not None:
                question, self._question = self._question, None
                self._take(self._runner.answer_ahead(answer, question))
            else:
                self._receive()
        return self._replies.popleft()

    def _drain(self) -> None:
        """Wait until the worker is through, so that it can be asked live."""
        self._replies.clear()
        while self._left or self._question is not None:
            if self._question is not None:
                self._question = None
                self._take(self._runner.answer_ahead(_refuse, []))
            else:
                self._receive()
            self._replies.clear()


def _refuse(_question: list[Any]) -> list[Any]:
    return ["refused", "over"]


class _Script:
    """A transport whose requests were all foreseen, and sent; those of a led example in turn."""

    def __init__(self, stream: _Stream, example: Example, habits: Collection[Habit]) -> None:
        self._stream = stream
        self._requests = deque(example.requests)
        self._unsent = deque(example.messages(habits) if example.is_led else [])
        self.receipts = example.receipts_of(habits)

    def request(
        self, operation: str, arguments: list[Any], answer: Answer, *, statement: bool = False
    ) -> list[Any]:
        """Return the reply to a foreseen request."""
        if not self._requests or self._requests.popleft() != packed([operation, arguments]):
            raise _Unforeseen
        if self._unsent:
            self._stream.send([self._unsent.popleft()])
        return unpacked(self._stream.next(answer))

    def skip_rest(self) -> None:
        """Throw away the replies to what the check did not ask after all."""
        for _ in range(len(self._requests) - len(self._unsent)):
            self._stream.next(_refuse)


class _Unforeseen(BaseException):
    """The check asks something else than it did of the reference."""


def _as_good(reply: bytes, right: bytes, needed: tuple[str, ...]) -> bool:
    """Return whether a reply is the reference's, but for a class's name and its other methods."""
    if reply == right:
        return True
    try:
        mine, wanted = unpacked(reply), unpacked(right)
        if mine[2:] != wanted[2:] or mine[0] != "ok" or wanted[0] != "ok":
            return False
        (kind, identity, _, methods), (other_kind, number, _, others) = mine[1], wanted[1]
        are_objects = kind == other_kind == "o" and type(identity) is type(number) is int
        has_needed = set(methods) >= set(needed).intersection(others)
        return are_objects and identity == number and has_needed
    except (ProtocolError, TypeError, ValueError, IndexError):
        return False
