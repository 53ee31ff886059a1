"""Judge processes: one is made ready, with examples drawn and answered, and forked for every job.

Where it is known how many there will be, the last of them is the process itself. What passes
between a pool and its judges is pickled, among trusted processes only: a submission goes over as
the bytes that it is. Must never be used by what a submission runs in.
"""

from __future__ import annotations

import functools
import itertools
import os
import signal
import socket
import subprocess
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any

from autograder.assignment.assignment import Assignment
from autograder.base.errors import GradkitError
from autograder.grading.order import Order
from autograder.grading.starting import Starting, started
from autograder.results.result import Result, faulty

if TYPE_CHECKING:
    from autograder.judge.rubric import Check

# A judge that says nothing for that long beyond what the limits allow is stuck.
_STUCK_SECONDS = 120.0
_END_SECONDS = 5.0


class Pool:
    """The process that all judges are forked from; what it finds out is waited for when asked."""

    def __init__(self, assignment: Assignment, isolation: str, *, replays: bool = True) -> None:
        """Have it made ready for an assignment, at a level or, with ``auto``, the strongest."""
        self.assignment = assignment
        self.patience = len(assignment.questions) * assignment.limits.question + _STUCK_SECONDS
        self.left: int | None = None
        """How many judges will be asked for; None: nobody knows."""
        self._wanted = (assignment, isolation, replays)
        self._numbers = itertools.count()
        self._one_fork = threading.Lock()
        self._begun: list[Starting] = []
        self._begin()

    def _begin(self) -> None:
        """Have a process made ready; the one before it, if there is one, has become a judge."""
        self._begun.append(started())
        self._pipe = Connection(os.dup(self._begun[-1].control.fileno()))
        with suppress(OSError):  # one that has ended is told where an answer is waited for
            self._pipe.send(self._wanted)

    @functools.cached_property
    def level(self) -> str:
        """The isolation level; raises GradkitError where what was asked for cannot be had."""
        found: str = self._told()
        return found

    @functools.cached_property
    def checks(self) -> list[Check]:
        """The checks; raises GradkitError where they are not in order."""
        _ = self.level  # is told first
        found: list[Check] = self._told()
        self._pipe.close()
        return found

    def made_ready(self) -> Pool:
        """Return it when judges can be forked; where they cannot, end it and raise GradkitError."""
        try:
            _ = self.checks
        except GradkitError:
            self.close()
            raise
        return self

    def _told(self) -> Any:
        said: Any = GradkitError("the judge process ended before it was ready")
        with suppress(EOFError, OSError):
            if self._pipe.poll(self.patience):
                said = self._pipe.recv()
            else:
                said = GradkitError(f"the judge process was not ready in {self.patience:.0f} s")
        if isinstance(said, GradkitError):
            raise said
        return said

    def judge(self) -> Judge:
        """Return a judge of this pool's."""
        return Judge(self)

    def fork(self) -> tuple[Connection, int]:
        """Fork a judge; return the pipe to it and its id. Raises GradkitError where that fails."""
        self.made_ready()
        ours, theirs = socket.socketpair()
        pipe = Connection(ours.detach())
        with theirs, self._one_fork, suppress(OSError):
            self._ensure_another()
            said = bytes([next(self._numbers) % 256, self.left == 0])
            socket.send_fds(self._begun[-1].control, [said], [theirs.fileno()])
        with suppress(EOFError, OSError):
            if pipe.poll(_STUCK_SECONDS):
                return pipe, pipe.recv()
        pipe.close()
        raise GradkitError("the judge process ended")

    def _ensure_another(self) -> None:
        """Count a judge; one more than were asked for, as one has died, needs a new process."""
        if self.left == 0:
            self._begin()
            _level, _checks = self._told(), self._told()
            self._pipe.close()
            self.left = 1
        if self.left is not None:
            self.left -= 1

    def lost(self, order: Order) -> Result:
        """Return the result of what a judge was at when it ended."""
        return faulty(order.head, self.assignment, self.checks, "the judge process ended")

    def close(self) -> None:
        """End it, and its judges."""
        self._pipe.close()
        for begun in self._begun:
            begun.control.close()
        for process in (begun.process for begun in self._begun):
            try:
                process.wait(_END_SECONDS)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


class Judge:
    """The way to a judge, which grades one submission at a time; if it dies, to another one."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._forked: tuple[Connection, int] | None = None

    def grade(self, order: Order, follow: Callable[[str], None] | None = None) -> Result:
        """Return the result; a judge that dies or is stuck is a fault of ours.

        ``follow`` is told the id of every check that is done.
        """
        pipe, process = self._forked = self._forked or self._pool.fork()
        with suppress(EOFError, OSError):
            pipe.send(replace(order, is_followed=follow is not None))
            while pipe.poll(self._pool.patience):
                said: Result | str = pipe.recv()
                if isinstance(said, dict):
                    if order.is_answered_by(said):
                        return said
                    break
                if follow is not None:
                    follow(said)
            os.kill(process, signal.SIGKILL)
        self.close()
        return self._pool.lost(order)

    def close(self) -> None:
        """Let it end."""
        if self._forked is not None:
            self._forked[0].close()
            self._forked = None
