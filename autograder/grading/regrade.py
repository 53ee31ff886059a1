"""Grading again what was handed in: before anything changes, who would gain and who would lose.

What the judge found is computed anew, what a person gave stays. Must never replace a result: a new
one is added, and the whole run can be taken back.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from autograder.assignment.assignment import Assignment
from autograder.base.errors import GradkitError
from autograder.base.files import held, write
from autograder.grading.batch import Options, grade_all
from autograder.records.rules import Rules
from autograder.records.schema import now
from autograder.records.standing import Standing, standing
from autograder.records.store import Records
from autograder.records.work import Attempt, Change, Outcome, Work
from autograder.results.result import Result
from autograder.results.store import as_json
from autograder.submissions.reading import Submission


@dataclass(frozen=True)
class Kept(Submission):
    """A submission whose bytes the records keep."""

    content: bytes = b""
    suffix: str = ""

    def read(self) -> tuple[bytes, str]:
        """Return what was handed in."""
        return self.content, self.suffix


@dataclass(frozen=True)
class Regraded:
    """What grading an attempt again would change."""

    work: Work
    attempt: Attempt
    result: Result
    before: Standing
    after: Standing

    @property
    def is_fault(self) -> bool:
        """Whether it could not be judged again through a fault of ours: what was stays."""
        return bool(self.result["status"] == "internal_error")

    @property
    def is_changed(self) -> bool:
        """Whether the student's total changes, or is known only now."""
        return self.before.score != self.after.score


def attempts_to_grade(records: Records, rules: Rules) -> list[tuple[Work, Attempt, Kept]]:
    """Return the attempts that count, or could: all of them where the best one does."""
    found = []
    changes = records.class_changes()
    for work in records.works():
        stands = standing(rules, work, changes)
        counted = [stands.counted.attempt] if stands.counted else list(work.attempts[-1:])
        for attempt in work.attempts if rules.counting == "best" else counted:
            kept = records.content(attempt.sha256)
            if kept is not None:
                name = f"{attempt.key}#{attempt.number}"
                one = Kept(attempt.name, Path(attempt.name), name, None, kept[0], kept[1])
                found.append((work, attempt, one))
    return found


def regraded(
    records: Records, rules: Rules, assignment: Assignment, options: Options
) -> Iterator[Regraded]:
    """Grade again; yield what would change, and write nothing.

    Raises GradkitError where nothing can be graded.
    """
    todo = attempts_to_grade(records, rules)
    if not todo:
        raise GradkitError("the records keep no submission that could be graded again")
    changes = records.class_changes()
    by_key = {one.key: (work, attempt) for work, attempt, one in todo}
    for one, result in grade_all(assignment, [one for _, _, one in todo], options):
        work, attempt = by_key[one.key]
        again = Outcome(0, 0, now(), result)
        newer = replace(attempt, outcomes=(*attempt.outcomes, again))
        attempts = tuple(newer if a.id == attempt.id else a for a in work.attempts)
        before = standing(rules, work, changes)
        after = standing(rules, replace(work, attempts=attempts), changes)
        is_fault = result["status"] == "internal_error"
        yield Regraded(work, attempt, result, before, before if is_fault else after)


def apply(out: Path, records: Records, done: Sequence[Regraded], who: str, why: str) -> int:
    """Enter what a re-grade found as a run of its own; return its number.

    What could not be judged again through a fault of ours is not entered.
    """
    done = [one for one in done if not one.is_fault]
    with held(out):
        run = records.begin_run("regrade", who, why)
        for one in done:
            records.add_result(one.attempt.id, one.result, run)
        for one in done:
            _write(out, one.attempt, one.result)
    return run


def take_back(out: Path, records: Records, run: int, who: str, why: str) -> None:
    """Have a run's results count no more; those before it count again.

    Raises GradkitError where there is no such run, or where nothing would be left.
    """
    kinds = {row.id: row.kind for row in records.runs()}
    if kinds.get(run) != "regrade":
        raise GradkitError(f"there is no re-grade {run} in this class: see `gradkit history`")
    with held(out):
        value = {"run": run}
        records.change(Change("take_back", f"run:{run}", value, why, who, now()))
        for work in records.works():
            for attempt in work.attempts:
                if attempt.result is not None:
                    _write(out, attempt, attempt.result)


def _write(out: Path, attempt: Attempt, result: Result) -> None:
    """Have the file beside the records say what they say."""
    path = out / "results" / f"{attempt.key}.json"
    try:
        there = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return  # of another run's folder, or not graded into this one
    if there.get("sha256") == attempt.sha256 and there != result:
        write(path, as_json(result))
