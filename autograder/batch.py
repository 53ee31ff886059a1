"""Grading many submissions: judge processes, results on disk, and going on where a run stopped.

Must never look into a submission beyond its bytes, nor lose what was graded: every file is
written beside its place, synced and renamed.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import multiprocessing
import os
import queue
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from autograder.assignment import Assignment, Limits, load
from autograder.faults import GradkitError
from autograder.judge import Check, Judgement, Task, judge_all
from autograder.language import Language, language_of
from autograder.lms import identity
from autograder.notebook import Unreadable
from autograder.result import SCHEMA, Result, faulty, graded, unreadable
from autograder.sandbox import choose
from autograder.similarity import fingerprint
from autograder.submission import Submission, find, read

# A judge that says nothing for that long beyond what the limits allow is stuck.
_STUCK_SECONDS = 120.0
_started = itertools.count()


@dataclass(frozen=True)
class Options:
    """How a batch is graded."""

    isolation: str = "auto"
    jobs: int = 1
    language: Language | None = None
    """The language of the results; None: each submission's own."""
    limits: Mapping[str, float] = field(default_factory=dict)
    """Limits in place of the assignment's, by the names of `assignment.Limits`."""


def grade_all(
    assignment: Assignment, submissions: Sequence[Submission], options: Options
) -> Iterator[tuple[Submission, Result]]:
    """Grade submissions in judge processes; yield each result as soon as it is there.

    Raises GradkitError where nothing can be graded: the checks or the isolation level.
    """
    level = choose(options.isolation)
    todo: queue.SimpleQueue[Submission | None] = queue.SimpleQueue()
    done: queue.SimpleQueue[tuple[Submission, Result] | GradkitError] = queue.SimpleQueue()
    for submission in submissions:
        todo.put(submission)
    count = max(1, min(options.jobs, len(submissions)))
    for _ in range(count):
        todo.put(None)
    arguments = (assignment, level, options, todo, done)
    drivers = [threading.Thread(target=_drive, args=arguments, daemon=True) for _ in range(count)]
    for driver in drivers:
        driver.start()
    for _ in submissions:
        outcome = done.get()
        if isinstance(outcome, GradkitError):
            raise outcome
        yield outcome
    for driver in drivers:
        driver.join()  # each ends its judge, which removes what it put on disk


def _drive(
    assignment: Assignment,
    level: str,
    options: Options,
    todo: queue.SimpleQueue[Submission | None],
    done: queue.SimpleQueue[tuple[Submission, Result] | GradkitError],
) -> None:
    """Feed one judge process until there is nothing left; start another one if it dies."""
    judge: _Judge | None = None
    try:
        while (submission := todo.get()) is not None:
            if judge is None:
                judge = _Judge(assignment, level, options)
            outcome = judge.grade(submission)
            if judge.is_dead:
                judge = None
            done.put((submission, outcome))
    except GradkitError as error:
        done.put(error)
    except Exception as error:  # nothing may end a run without a word
        done.put(GradkitError(f"the judge could not go on: {type(error).__name__}: {error}"))
    finally:
        if judge is not None:
            judge.close()


class _Judge:
    """A judge process and the pipe to it."""

    def __init__(self, assignment: Assignment, level: str, options: Options) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._assignment = assignment
        self._level = level
        self._language = options.language
        self._limits = assignment.limits.changed(options.limits)
        self._changed = dict(options.limits)
        self._patience = len(assignment.questions) * self._limits.question + _STUCK_SECONDS
        places = (assignment.folder, assignment.reference)
        self._process = context.Process(
            target=serve,
            args=(theirs, places, level, self._limits, next(_started)),
            daemon=True,
        )
        self._process.start()
        theirs.close()
        self.is_dead = False
        first = self._receive()
        if not isinstance(first, list):
            self.close()
            raise GradkitError(first or "the judge process did not start")
        self._checks: list[Check] = first

    def _receive(self) -> Any:
        try:
            return self._pipe.recv() if self._pipe.poll(self._patience) else None
        except (EOFError, OSError):
            return None

    def grade(self, submission: Submission) -> Result:
        """Return the result; a judge that dies or is stuck is a fault of ours."""
        head: Result = {
            "submission": submission.name,
            "sha256": "",
            "isolation": self._level,
            "language": self._language or language_of(submission.name),
            "limits": self._changed,
        }
        try:
            data, suffix = submission.read()
        except Unreadable as why:
            return unreadable(head, self._assignment, self._checks, why.message)
        head["sha256"] = hashlib.sha256(data).hexdigest()
        with suppress(OSError):
            self._pipe.send((head, self._language, data, suffix))
        outcome = self._receive()
        if isinstance(outcome, dict):
            return outcome
        self.close()
        return faulty(head, self._assignment, self._checks, "the judge process ended")

    def close(self) -> None:
        """End the process; its workers end with it."""
        self.is_dead = True
        self._pipe.close()
        self._process.join(timeout=2)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()


def serve(
    pipe: Connection, places: tuple[Path, Path], level: str, limits: Limits, number: int
) -> None:
    """Be a judge process: send the checks, then a result for every submission."""
    _stay_on_one_core(number)
    try:
        assignment = replace(load(*places), limits=limits)
        known: list[Check] = []

        def ready(checks: list[Check]) -> None:
            known.extend(checks)
            pipe.send(checks)

        judge_all(assignment, level, ready, _tasks(pipe, assignment, known))
    except GradkitError as error:
        with suppress(OSError):
            pipe.send(str(error))


def _stay_on_one_core(number: int) -> None:
    """Keep a judge and its workers, of which one at a time has work, on one core.

    They take turns with every message: on one core a turn costs a switch, on two it costs waking
    the other up, which was measured to take about twice as long.
    """
    if hasattr(os, "sched_setaffinity"):
        cores = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, {cores[number % len(cores)]})


def _tasks(pipe: Connection, assignment: Assignment, checks: list[Check]) -> Iterator[Task]:
    """Yield what can be judged; answer for the rest here."""
    while True:
        try:
            head, language, data, suffix = pipe.recv()
        except EOFError:
            return
        try:
            source = read(data, suffix)
        except Unreadable as why:
            pipe.send(unreadable(head, assignment, checks, why.message))
            continue
        except Exception as error:
            what = f"reading failed: {type(error).__name__}: {error}"
            pipe.send(faulty(head, assignment, checks, what))
            continue
        head["language"] = language or language_of(source.text)
        head["fingerprint"] = fingerprint(source.cells)
        yield source, partial(_deliver, pipe, head, assignment, checks)


def _deliver(
    pipe: Connection,
    head: Result,
    assignment: Assignment,
    checks: list[Check],
    judgement: Judgement,
) -> None:
    pipe.send(graded(head, assignment, checks, judgement))


def grade_one(
    folder: Path,
    reference: Path,
    submission: Path,
    *,
    isolation: str = "auto",
    language: Language | None = None,
) -> Result:
    """Grade a single file against an assignment's folder (or a bundle's) and its reference."""
    options = Options(isolation=isolation, language=language)
    found = find([submission])
    ((_, outcome),) = grade_all(load(folder, reference), found, options)
    return outcome


def grade_into(
    out: Path, assignment: Assignment, submissions: Sequence[Submission], options: Options
) -> Iterator[tuple[Submission, Result, bool]]:
    """Grade into a folder; yield every submission's result and whether it was there before."""
    level = choose(options.isolation)
    options = replace(options, isolation=level)
    folder = out / "results"
    folder.mkdir(parents=True, exist_ok=True)
    write(out / identity.FILE, identity.as_json(_register(assignment, submissions)))
    left = []
    for submission in submissions:
        earlier = _earlier(folder / f"{submission.key}.json", submission, assignment, options)
        if earlier is None:
            left.append(submission)
        else:
            yield submission, earlier, True
    if not left:
        return
    for submission, outcome in grade_all(assignment, left, options):
        write(folder / f"{submission.key}.json", as_json(outcome))
        yield submission, outcome, False


def _register(assignment: Assignment, submissions: Sequence[Submission]) -> identity.Register:
    """Return who handed in what, which the results themselves do not say."""
    entries = tuple(
        identity.Entry(s.name, s.key, s.identity or identity.Identity("folder"))
        for s in submissions
    )
    return identity.Register(assignment.name, tuple(assignment.title), entries)


def _earlier(
    path: Path, submission: Submission, assignment: Assignment, options: Options
) -> Result | None:
    """Return an earlier run's result if it is of the same bytes, bundle, level and language."""
    try:
        result = json.loads(path.read_text(encoding="utf-8"))
        digest = hashlib.sha256(submission.read()[0]).hexdigest()
    except (OSError, ValueError, Unreadable):
        return None
    expected = {
        "schema": SCHEMA,
        "submission": submission.name,
        "sha256": digest,
        "bundle": assignment.digest,
        "isolation": options.isolation,
        "language": options.language or result.get("language"),
        "limits": dict(options.limits),
    }
    result_as_written = {"limits": {}, **result}
    same = all(result_as_written.get(name) == value for name, value in expected.items())
    return result if same and result.get("status") in ("graded", "unreadable") else None


def as_json(result: Result) -> bytes:
    """Return a result as it is written: the same bytes for the same result."""
    return (json.dumps(result, ensure_ascii=False, indent=1) + "\n").encode()


def write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: beside its place, synced, renamed."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    with open(beside, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(beside, path)
