"""The process of a pool: makes itself ready for an assignment once, and forks judges.

Each judge reads the submissions that it is handed, judges them and sends their results back. Must
never let a submission past the bytes that it is.
"""

from __future__ import annotations

import gc
import importlib
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
from autograder.grading.cores import keep_to_one
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
    gc.disable()
    imports = threading.Thread(target=importlib.import_module, args=("autograder.judge.plugin",))
    imports.start()  # most of what takes time
    try:
        wanted = _wanted(pipe)
        imports.join()
        gc.enable()  # where examples are drawn, most of what is made is soon garbage
        if wanted is not None:
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


def _wanted(pipe: Connection) -> _Wanted | None:
    """Wait to be told what to judge, and begin what workers are forked from; None for the end.

    Not in a thread: the system ends what was begun when the thread that began it does, prctl(2),
    PR_SET_PDEATHSIG. Raises GradkitError.
    """
    try:
        assignment, isolation, replays = pipe.recv()
        sandbox = Sandbox(likely(isolation), assignment.support, assignment.limits)
        sandbox.begin()
    except (EOFError, ConnectionError):
        return None  # whoever reads what is printed waits
    except GradkitError:
        raise
    except Exception as error:
        raise GradkitError(f"the judge process: {type(error).__name__}: {error}") from error
    return _Wanted(assignment, isolation, replays, sandbox)


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

    This process goes last: what the workers of all judges are forked from ends with it.
    """
    forked: list[int] = []
    while pipe := _next_pipe(control):
        number, is_last, descriptor = pipe
        if is_last:
            control.close()
            yield from _judging(number, descriptor, sandbox, assignment, checks)
            break
        twin, process = sandbox.twin(), os.fork()
        if process == 0:
            control.close()
            sandbox.take(twin)
            yield from _judging(number, descriptor, sandbox, assignment, checks)
            return
        forked.append(process)
        os.close(descriptor)
        if twin is not None:
            twin.leave()
        _reap()
    for process in forked:
        with suppress(ChildProcessError):
            os.waitpid(process, 0)


def _next_pipe(control: socket.socket) -> tuple[int, bool, int] | None:
    """Wait for the next judge that is asked for: its number, whether it is the last, its pipe."""
    try:
        said, descriptors, _, _ = socket.recv_fds(control, 2, 1)
    except ConnectionResetError:  # it was closed with words of ours in it that nobody read
        return None
    return (said[0], bool(said[1]), descriptors[0]) if descriptors else None


def _judging(
    number: int, descriptor: int, sandbox: Sandbox, assignment: Assignment, checks: list[Check]
) -> Iterator[Task]:
    """Yield what is to be judged, as the judge behind a pipe."""
    keep_to_one(number)
    sandbox.settle()
    pipe = Connection(descriptor)
    pipe.send(os.getpid())
    yield from _tasks_of(pipe, assignment, checks)


def _reap() -> None:
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


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
