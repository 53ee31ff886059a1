"""Judge processes: one is made ready, with examples drawn and answered, and forked for every job.

What passes between a pool and its judges is pickled, among trusted processes only: a submission
goes over as the bytes that it is. Must never be used by what a submission runs in.
"""

from __future__ import annotations

import functools
import gc
import itertools
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any

from autograder.assignment.assignment import Assignment
from autograder.base.errors import GradkitError
from autograder.base.language import LANGUAGES, Language, Text, language_of
from autograder.results.result import Result, faulty, graded, not_run, unreadable, versions
from autograder.sandbox.launch import ONE_THREAD
from autograder.sandbox.levels import choose
from autograder.submissions.encodings import readable_part
from autograder.submissions.notebook import Unreadable
from autograder.submissions.reading import read
from autograder.submissions.similarity import fingerprint

if TYPE_CHECKING:
    from autograder.judge.judgement import Judgement, Task
    from autograder.judge.rubric import Check

# A judge that says nothing for that long beyond what the limits allow is stuck.
_STUCK_SECONDS = 120.0
# What `gradkit build` writes into a notebook of itself.
_SAYS_LANGUAGE = re.compile(rb'"gradkit":\s*\{[^{}]*"language":\s*"([a-z]{2,3})"')
_END_SECONDS = 5.0


@dataclass(frozen=True)
class Order:
    """What a judge is given of a submission."""

    head: Result
    language: Language | None
    """The language of the result; None: the submission's own."""
    data: bytes | Text
    """The file; or why it cannot be read."""
    suffix: str
    is_followed: bool = False
    """Whether somebody wants to know meanwhile which checks are done."""

    def is_answered_by(self, result: Result) -> bool:
        """Return whether a result is of this very submission: of its name and its bytes."""
        return all(result.get(name) == self.head[name] for name in ("submission", "sha256"))


class _Process:
    """A pool's process, which can be started before it is known what is to be judged."""

    def __init__(self, isolation: str) -> None:
        self.control, theirs = socket.socketpair()
        start = f"import sys; sys.path[:] = {sys.path!r}; "
        start += "from autograder.grading.pool import main; "
        start += f"main({theirs.fileno()}, {isolation!r})"
        self.popen = subprocess.Popen(
            [sys.executable, "-c", start],
            pass_fds=(theirs.fileno(),),
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is for the one who hands out the work
            env={**os.environ, **ONE_THREAD},  # each judge stays on one core
        )
        theirs.close()


_begun: dict[str, _Process] = {}


def begin(isolation: str) -> None:
    """Start the next pool's process already: it has half a second of imports to do.

    Where no pool comes of it, it ends with this process.
    """
    if isolation not in _begun:
        _begun[isolation] = _Process(isolation)


class Pool:
    """The process that all judges are forked from; what it finds out is waited for when asked."""

    def __init__(self, assignment: Assignment, isolation: str, *, replays: bool = True) -> None:
        """Have it made ready for an assignment, at a level or, with ``auto``, the strongest."""
        self.assignment = assignment
        self.patience = len(assignment.questions) * assignment.limits.question + _STUCK_SECONDS
        process = _begun.pop(isolation, None) or _Process(isolation)
        self._control, self._process = process.control, process.popen
        self._started = itertools.count()
        self._pipe = Connection(os.dup(self._control.fileno()))
        with suppress(OSError):  # one that has ended is told where an answer is waited for
            self._pipe.send((assignment, replays))

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
        said: Any = None
        with suppress(EOFError, OSError):
            said = self._pipe.recv() if self._pipe.poll(self.patience) else None
        if said is None or isinstance(said, GradkitError):
            raise said or GradkitError("the judge process did not start")
        return said

    def judge(self) -> Judge:
        """Return a judge of this pool's."""
        return Judge(self)

    def fork(self) -> tuple[Connection, int]:
        """Fork a judge; return the pipe to it and its id. Raises GradkitError where that fails."""
        self.made_ready()
        ours, theirs = socket.socketpair()
        pipe = Connection(ours.detach())
        with theirs, suppress(OSError):
            number = next(self._started)
            socket.send_fds(self._control, [bytes([number % 256])], [theirs.fileno()])
        with suppress(EOFError, OSError):
            if pipe.poll(_STUCK_SECONDS):
                return pipe, pipe.recv()
        pipe.close()
        raise GradkitError("the judge process ended")

    def lost(self, order: Order) -> Result:
        """Return the result of what a judge was at when it ended."""
        return faulty(order.head, self.assignment, self.checks, "the judge process ended")

    def close(self) -> None:
        """End it, and its judges."""
        self._pipe.close()
        self._control.close()
        try:
            self._process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()


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


def main(descriptor: int, isolation: str) -> None:
    """Be the process of a pool: tell level and checks, fork judges, end with all of them."""
    control = socket.socket(fileno=descriptor)
    pipe = Connection(os.dup(descriptor))
    first = os.getpid()
    with suppress(BlockingIOError):
        if not control.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT):
            return  # nothing came of it, and whoever reads what is printed waits
    try:
        level, judge_all = _made_ready(isolation)
        asked = _agreed(pipe, level)
        if asked is None:
            return
        assignment, replays = asked
        known: list[Check] = []

        def ready(checks: list[Check]) -> None:
            known.extend(checks)
            gc.freeze()  # a collection in a judge would look through all this, and copy every page
            with suppress(OSError):  # whoever wanted to know has ended, and so does this then
                pipe.send(checks)

        judge_all(assignment, level, ready, _tasks(control, assignment, known), replays=replays)
    except GradkitError as error:
        with suppress(OSError):
            pipe.send(error)
    finally:
        if os.getpid() != first:
            os._exit(0)  # what the first has put on disk is not a fork's to remove
        with suppress(ChildProcessError):
            while True:
                os.wait()


def _made_ready(isolation: str) -> tuple[str, Callable[..., None]]:
    """Import what a judge needs, then choose the level.

    One after the other: NumPy must not be imported by two threads at once.
    """
    gc.disable()
    from autograder.judge.plugin import judge_all  # not by who starts this process

    gc.enable()  # where examples are drawn, most of what is made is soon garbage
    return choose(isolation), judge_all


def _agreed(pipe: Connection, level: str) -> tuple[Assignment, bool] | None:
    """Return what is to be judged, having told the level; None where nothing came of it."""
    try:
        asked: tuple[Assignment, bool] = pipe.recv()
        pipe.send(level)
    except (EOFError, ConnectionError):
        return None
    return asked


def _tasks(control: socket.socket, assignment: Assignment, checks: list[Check]) -> Iterator[Task]:
    """Fork a judge for each pipe that comes in; yield tasks in these processes alone."""
    while True:
        try:
            number, descriptors, _, _ = socket.recv_fds(control, 1, 1)
        except ConnectionResetError:  # it was closed with words of ours in it that nobody read
            return
        if not descriptors:
            return
        if os.fork() == 0:
            control.close()
            _stay_on_one_core(number[0])
            pipe = Connection(descriptors[0])
            pipe.send(os.getpid())
            yield from _tasks_of(pipe, assignment, checks)
            return
        os.close(descriptors[0])
        _reap()


def _reap() -> None:
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _stay_on_one_core(number: int) -> None:
    """Keep a judge and its workers, of which one at a time has work, on one core.

    They take turns with every message: on one core a turn costs a switch, on two it costs waking
    the other up, which was measured to take about twice as long.
    """
    if hasattr(os, "sched_setaffinity"):
        cores = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, {cores[number % len(cores)]})


def _tasks_of(pipe: Connection, assignment: Assignment, checks: list[Check]) -> Iterator[Task]:
    """Yield what can be judged; answer for the rest here."""
    from autograder.judge.judgement import Task, untold

    handout = assignment.handout
    while True:
        try:
            order: Order = pipe.recv()
        except (EOFError, OSError):
            return
        head, rubric = order.head, (assignment, checks)
        try:
            if isinstance(order.data, Text):
                raise Unreadable(order.data)
            source = read(order.data, order.suffix, handout)
        except Unreadable as why:
            head["language"] = order.language or _spoken(order, assignment)
            _send(pipe, unreadable(head, *rubric, why.message))
            continue
        except Exception as error:
            what = f"reading failed: {type(error).__name__}: {error}"
            _send(pipe, faulty(head, *rubric, what))
            continue
        head["language"] = order.language or _language(order, source.text, assignment)
        head["fingerprint"] = fingerprint(source.cells)
        head["versions"] = versions()
        head["not_run"] = not_run(source.not_run)
        head["notes"] = [note.to(head["language"]) for note in source.notes]
        deliver = partial(_deliver, pipe, head, *rubric)
        yield Task(source, deliver, partial(_send, pipe) if order.is_followed else untold)


def _spoken(order: Order, assignment: Assignment) -> Language:
    """Return the language in which it is said why a submission cannot be read."""
    if len(assignment.languages) == 1:
        return assignment.languages[0]
    said: Language = order.head["language"]
    if said == "en" and isinstance(order.data, bytes):
        return language_of(readable_part(order.data))
    return said


def _language(order: Order, text: str, assignment: Assignment) -> Language:
    """Return the language of a work: a further one where its notebook says so."""
    data = order.data if isinstance(order.data, bytes) else b""
    if found := _SAYS_LANGUAGE.search(data):
        said = found[1].decode()
        if said in assignment.languages and said not in LANGUAGES:
            return said
    return language_of(text, assignment.languages)


def _deliver(
    pipe: Connection,
    head: Result,
    assignment: Assignment,
    checks: list[Check],
    judgement: Judgement,
) -> None:
    _send(pipe, graded(head, assignment, checks, judgement))


def _send(pipe: Connection, said: Result | str) -> None:
    with suppress(OSError):  # a run that was killed hears nothing; its pipe then ends this judge
        pipe.send(said)
