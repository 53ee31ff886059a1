"""The process of a pool: makes itself ready for an assignment once, and forks judges.

Each judge reads the submissions that it is handed, judges them and sends their results back. Must
never let a submission past the bytes that it is.
"""

from __future__ import annotations

import gc
import os
import re
import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

from autograder.assignment.assignment import Assignment
from autograder.base.errors import GradkitError
from autograder.base.language import LANGUAGES, Language, Text, language_of
from autograder.grading.order import Order
from autograder.results.result import Result, faulty, graded, not_run, unreadable, versions
from autograder.sandbox.launch import Sandbox
from autograder.sandbox.levels import choose, failure, likely
from autograder.submissions.encodings import readable_part
from autograder.submissions.notebook import Unreadable
from autograder.submissions.reading import read
from autograder.submissions.similarity import fingerprint

if TYPE_CHECKING:
    from autograder.judge.judgement import Judgement, Task
    from autograder.judge.rubric import Check

# What `gradkit build` writes into a notebook of itself.
_SAYS_LANGUAGE = re.compile(rb'"gradkit":\s*\{[^{}]*"language":\s*"([a-z]{2,3})"')


def main(descriptor: int) -> None:
    """Be that process: tell level and checks, fork judges, end with all of them.

    It makes its imports while the one who has started it finds out what there is to judge.
    """
    control = socket.socket(fileno=descriptor)
    pipe = Connection(os.dup(descriptor))
    first = os.getpid()
    told = _Told(pipe)
    gc.disable()
    import autograder.judge.plugin  # noqa: F401 - most of what takes time

    gc.enable()  # where examples are drawn, most of what is made is soon garbage
    try:
        if (wanted := told.wanted()) is not None:
            _serve(control, pipe, wanted)
    except GradkitError as error:
        with suppress(OSError):
            pipe.send(error)
    finally:
        if os.getpid() != first:
            os._exit(0)  # what the first has put on disk is not a fork's to remove
        with suppress(ChildProcessError):
            while True:
                os.wait()


@dataclass(frozen=True)
class _Wanted:
    """What is to be judged, and where: in what has been begun, if that starts workers."""

    assignment: Assignment
    isolation: str
    replays: bool
    sandbox: Sandbox


class _Told:
    """Waits to be told what to judge, and begins what workers are forked from, beside imports."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self._found: _Wanted | GradkitError | None = None
        self._thread = threading.Thread(target=self._listen)
        self._thread.start()

    def wanted(self) -> _Wanted | None:
        """Return it; None where nothing came of it. Raises GradkitError."""
        self._thread.join()
        if isinstance(self._found, GradkitError):
            raise self._found
        return self._found

    def _listen(self) -> None:
        try:
            assignment, isolation, replays = self._pipe.recv()
            sandbox = Sandbox(likely(isolation), assignment.support, assignment.limits)
            sandbox.begin()
            self._found = _Wanted(assignment, isolation, replays, sandbox)
        except (EOFError, ConnectionError):
            return  # whoever reads what is printed waits
        except GradkitError as error:
            self._found = error
        except Exception as error:
            self._found = GradkitError(f"the judge process: {type(error).__name__}: {error}")


def _serve(control: socket.socket, pipe: Connection, wanted: _Wanted) -> None:
    """Make ready what judges share, then fork them."""
    from autograder.judge.plugin import judge_all

    assignment, sandbox = wanted.assignment, wanted.sandbox
    known: list[Check] = []

    def ready(checks: list[Check]) -> None:
        known.extend(checks)
        if failure(sandbox) is not None:
            sandbox.become(choose(wanted.isolation))
        gc.freeze()  # a collection in a judge would look through all this, and copy every page
        with suppress(OSError):  # whoever wanted to know has ended, and so does this then
            pipe.send(sandbox.level)
            pipe.send(checks)

    tasks = _tasks(control, sandbox, assignment, known)
    judge_all(assignment, sandbox, ready, tasks, replays=wanted.replays)


def _tasks(
    control: socket.socket, sandbox: Sandbox, assignment: Assignment, checks: list[Check]
) -> Iterator[Task]:
    """Fork a judge for each pipe that comes in, and be the last one; yield tasks in judges alone.

    The first one takes over what its workers are forked from, the others start their own.
    """
    while True:
        try:
            said, descriptors, _, _ = socket.recv_fds(control, 2, 1)
        except ConnectionResetError:  # it was closed with words of ours in it that nobody read
            return
        if not descriptors:
            return
        number, is_last = said
        if is_last or os.fork() == 0:
            control.close()
            _stay_on_one_core(number)
            sandbox.settle()
            pipe = Connection(descriptors[0])
            pipe.send(os.getpid())
            yield from _tasks_of(pipe, assignment, checks)
            return
        os.close(descriptors[0])
        sandbox.leave()
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
        follow = partial(_send, pipe) if order.is_followed else untold
        yield Task(source, deliver, follow, head["language"])


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
