"""Grading many submissions in judge processes.

Must never look into a submission beyond its bytes.
"""

from __future__ import annotations

import hashlib
import queue
import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.assignment.assignment import Assignment, load
from autograder.base.errors import GradkitError
from autograder.base.language import Language, language_of
from autograder.results.result import Result, merged
from autograder.sandbox.levels import choose
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


def grade_all(
    assignment: Assignment, submissions: Sequence[Submission], options: Options
) -> Iterator[tuple[Submission, Result]]:
    """Grade submissions in judge processes; yield each result as soon as it is there.

    Raises GradkitError where nothing can be graded: the checks or the isolation level. However
    many submissions there are, only a few results are held at a time.
    """
    from autograder.grading.pool import Pool  # a second of imports: not where nothing is to be done

    level = choose(options.isolation)
    assignment = replace(assignment, limits=assignment.limits.changed(options.limits))
    shares = list(_shares(assignment, submissions, level, options))
    pool = Pool(assignment, level)
    count = max(1, min(options.jobs, len(shares)))
    todo: queue.SimpleQueue[_Share | None] = queue.SimpleQueue()
    for share in [*shares, *[None] * count]:
        todo.put(share)
    done: queue.Queue[_Outcome | GradkitError] = queue.Queue(2 * count)
    arguments = (pool, level, options, todo, done)
    drivers = [threading.Thread(target=_drive, args=arguments, daemon=True) for _ in range(count)]
    try:
        for driver in drivers:
            driver.start()
        yield from _put_together(pool, (_outcome(done) for _ in shares))
        for driver in drivers:
            driver.join()
    finally:
        pool.close()


_Share = tuple[Submission, "Order | None"]
"""What a judge is given at a time: a submission; or one question of what was read of it."""
_Outcome = tuple[_Share, Result]


def _shares(
    assignment: Assignment, submissions: Sequence[Submission], level: str, options: Options
) -> Iterator[_Share]:
    """Yield all work; the last submissions by question, so that no judge waits for another."""
    by_question = min(len(submissions), options.jobs if options.jobs > 1 else 0)
    whole = len(submissions) - by_question
    for submission in submissions[:whole]:
        yield submission, None
    for submission in submissions[whole:]:
        given = order(submission, level, options)
        for question in assignment.questions:
            yield submission, replace(given, questions=(question.name,))


def _outcome(done: queue.Queue[_Outcome | GradkitError]) -> _Outcome:
    outcome = done.get()
    if isinstance(outcome, GradkitError):
        raise outcome
    return outcome


def _put_together(pool: Pool, outcomes: Iterable[_Outcome]) -> Iterator[tuple[Submission, Result]]:
    """Yield results as they come; that of a submission in parts when its last one has come."""
    parts: defaultdict[str, dict[str, tuple[Order, Result]]] = defaultdict(dict)
    for (submission, given), result in outcomes:
        if given is None:
            yield submission, result
            continue
        judged = parts[submission.key]
        judged[result["questions"][0]["name"]] = given, result
        if len(judged) == len(pool.assignment.questions):
            del parts[submission.key]
            in_order = [judged[question.name] for question in pool.assignment.questions]
            yield submission, merged(_in_one_language(pool, in_order))


def _in_one_language(pool: Pool, parts: list[tuple[Order, Result]]) -> list[Result]:
    """Return results whose lost ones speak the language of those that were read."""
    results = [result for _, result in parts]
    language = next((result["language"] for result in results if result["fingerprint"]), None)
    if language is None:
        return results
    return [
        result
        if result["language"] == language
        else pool.lost(replace(given, head={**given.head, "language": language}))
        for given, result in parts
    ]


Grade = Callable[[Assignment, Sequence[Submission], Options], Iterator[tuple[Submission, Result]]]
"""`grade_all`, or the same on a cluster."""


def _drive(
    pool: Pool,
    level: str,
    options: Options,
    todo: queue.SimpleQueue[_Share | None],
    done: queue.Queue[_Outcome | GradkitError],
) -> None:
    """Feed one judge until there is nothing left."""
    judge = pool.judge()
    try:
        while (share := todo.get()) is not None:
            submission, part = share
            done.put((share, judge.grade(part or order(submission, level, options))))
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
