"""Grading many submissions in judge processes.

Must never look into a submission beyond its bytes.
"""

from __future__ import annotations

import hashlib
import queue
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from autograder.assignment.assignment import Assignment, load
from autograder.base.errors import GradkitError
from autograder.base.language import Language, language_of
from autograder.grading.order import Order
from autograder.results.result import Result
from autograder.submissions.ipython_syntax import ensure_readable
from autograder.submissions.notebook import Unreadable
from autograder.submissions.reading import Submission

if TYPE_CHECKING:
    from autograder.grading.pool import Judge, Pool


@dataclass(frozen=True)
class Options:
    """How a batch is graded."""

    isolation: str = "auto"
    jobs: int = 1
    language: Language | None = None
    """The language of the results; None: each submission's own."""
    limits: Mapping[str, float] = field(default_factory=dict)
    """Limits in place of the assignment's, by the names of `assignment.Limits`."""
    cluster: str | None = None
    """The address of a Dask scheduler; None: this machine."""
    replay: bool = True
    """Whether answers known from the reference spare work; the verdicts are the same."""


_Graded = tuple[Submission, Result]


class Grader(Protocol):
    """Who grades a class with one assignment: this machine, or a cluster."""

    @property
    def level(self) -> str:
        """The isolation level that submissions are graded at; raises GradkitError."""
        ...

    def grade(self, submissions: Sequence[Submission]) -> Iterator[_Graded]:
        """Yield each result as soon as it is there; raise GradkitError where none can be."""
        ...

    def close(self) -> None:
        """End all that it has started."""
        ...


class Machine:
    """This machine as the one that grades; its judges are made ready from the first on."""

    def __init__(self, assignment: Assignment, options: Options) -> None:
        """Raise GradkitError where submissions can't be read here."""
        from autograder.grading.pool import Pool

        ensure_readable()
        assignment = replace(assignment, limits=assignment.limits.changed(options.limits))
        self._options = options
        self._pool = Pool(assignment, options.isolation, replays=options.replay)

    @property
    def level(self) -> str:
        """The isolation level; raises GradkitError where what was asked for cannot be had."""
        return self._pool.level

    def grade(self, submissions: Sequence[Submission]) -> Iterator[_Graded]:
        """Return when the judges are at work; yield each result as soon as it is there.

        However many submissions there are, only a few results are held at a time. Raises
        GradkitError where nothing can be graded.
        """
        at_work = _AtWork(self._pool.made_ready(), self._options, submissions)
        return (at_work.outcome() for _ in submissions)

    def close(self) -> None:
        """End the judges."""
        self._pool.close()


class _AtWork:
    """Judges at work on a class: each takes the next submission, and all results come together."""

    def __init__(self, pool: Pool, options: Options, submissions: Sequence[Submission]) -> None:
        self._pool, self._options = pool, options
        count = max(1, min(options.jobs, len(submissions)))
        self._todo: queue.SimpleQueue[Submission | None] = queue.SimpleQueue()
        for submission in [*submissions, *[None] * count]:
            self._todo.put(submission)
        self._done: queue.Queue[_Graded | GradkitError] = queue.Queue(2 * count)
        pool.left = count
        for _ in range(count):
            threading.Thread(target=self._feed, args=(pool.judge(),), daemon=True).start()

    def _feed(self, judge: Judge) -> None:
        """Feed one judge until there is nothing left."""
        level, options = self._pool.level, self._options
        try:
            while (submission := self._todo.get()) is not None:
                self._done.put((submission, judge.grade(order(submission, level, options))))
        except GradkitError as error:
            self._done.put(error)
        except Exception as error:  # nothing may end a run without a word
            what = f"{type(error).__name__}: {error}"
            self._done.put(GradkitError(f"the judge could not go on: {what}"))
        finally:
            judge.close()

    def outcome(self) -> _Graded:
        """Return the next result; raise GradkitError where grading cannot go on."""
        outcome = self._done.get()
        if isinstance(outcome, GradkitError):
            raise outcome
        return outcome


def grade_all(
    assignment: Assignment, submissions: Sequence[Submission], options: Options
) -> Iterator[_Graded]:
    """Grade submissions on this machine; see `Machine.grade`."""
    with closing(Machine(assignment, options)) as machine:
        yield from machine.grade(submissions)


def order(submission: Submission, level: str, options: Options) -> Order:
    """Return what a judge is given of a submission: its bytes, or why there are none.

    Raises GradkitError where the disk fails, which is nobody's mistake.
    """
    head: Result = {
        "submission": submission.name,
        "sha256": "",
        "isolation": level,
        "language": options.language or language_of(submission.name),
        "limits": dict(options.limits),
    }
    try:
        data, suffix = submission.read()
    except Unreadable as why:
        return Order(head, options.language, why.message, "")
    except OSError as error:
        raise GradkitError(f"{submission.path}: cannot be read: {error.strerror}") from error
    head["sha256"] = hashlib.sha256(data).hexdigest()
    return Order(head, options.language, data, suffix)


def grade_one(
    folder: Path,
    reference: Path,
    submission: Submission,
    *,
    isolation: str = "auto",
    language: Language | None = None,
) -> Result:
    """Grade one submission against an assignment's folder (or a bundle's) and its reference."""
    options = Options(isolation=isolation, language=language)
    ((_, outcome),) = grade_all(load(folder, reference), [submission], options)
    return outcome
