"""Grading many submissions in judge processes.

Must never look into a submission beyond its bytes.
"""

from __future__ import annotations

import hashlib
import queue
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.assignment.assignment import Assignment, load
from autograder.base.errors import GradkitError
from autograder.base.language import Language, language_of
from autograder.results.result import Result
from autograder.sandbox.levels import choose
from autograder.submissions.ipython_syntax import ensure_readable
from autograder.submissions.notebook import Unreadable
from autograder.submissions.reading import Submission

if TYPE_CHECKING:
    from autograder.grading.pool import Order, Pool


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


def grade_all(
    assignment: Assignment, submissions: Sequence[Submission], options: Options
) -> Iterator[tuple[Submission, Result]]:
    """Grade submissions in judge processes; yield each result as soon as it is there.

    Raises GradkitError where nothing can be graded: the checks or the isolation level. However
    many submissions there are, only a few results are held at a time.
    """
    from autograder.grading.pool import Pool  # a second of imports: not where nothing is to be done

    ensure_readable()
    level = choose(options.isolation)
    assignment = replace(assignment, limits=assignment.limits.changed(options.limits))
    pool = Pool(assignment, level, replays=options.replay)
    count = max(1, min(options.jobs, len(submissions)))
    todo: queue.SimpleQueue[Submission | None] = queue.SimpleQueue()
    for submission in [*submissions, *[None] * count]:
        todo.put(submission)
    done: queue.Queue[_Outcome | GradkitError] = queue.Queue(2 * count)
    arguments = (pool, level, options, todo, done)
    drivers = [threading.Thread(target=_drive, args=arguments, daemon=True) for _ in range(count)]
    try:
        for driver in drivers:
            driver.start()
        yield from (_outcome(done) for _ in submissions)
        for driver in drivers:
            driver.join()
    finally:
        pool.close()


_Outcome = tuple[Submission, Result]


def _outcome(done: queue.Queue[_Outcome | GradkitError]) -> _Outcome:
    outcome = done.get()
    if isinstance(outcome, GradkitError):
        raise outcome
    return outcome


Grade = Callable[[Assignment, Sequence[Submission], Options], Iterator[tuple[Submission, Result]]]
"""`grade_all`, or the same on a cluster."""


def _drive(
    pool: Pool,
    level: str,
    options: Options,
    todo: queue.SimpleQueue[Submission | None],
    done: queue.Queue[_Outcome | GradkitError],
) -> None:
    """Feed one judge until there is nothing left."""
    judge = pool.judge()
    try:
        while (submission := todo.get()) is not None:
            done.put((submission, judge.grade(order(submission, level, options))))
    except GradkitError as error:
        done.put(error)
    except Exception as error:  # nothing may end a run without a word
        done.put(GradkitError(f"the judge could not go on: {type(error).__name__}: {error}"))
    finally:
        judge.close()


def order(submission: Submission, level: str, options: Options) -> Order:
    """Return what a judge is given of a submission: its bytes, or why there are none.

    Raises GradkitError where the disk fails, which is nobody's mistake.
    """
    from autograder.grading.pool import Order

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
