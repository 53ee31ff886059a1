"""A class's works as the tables tell them: whose they are, each attempt, what came of it, changes.

Reads within a session that it is given: one moment of the records. Must never write.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from autograder.records.schema import (
    ChangeRow,
    MemberRow,
    PersonRow,
    ResultRow,
    SubmissionRow,
    WorkRow,
)
from autograder.records.work import KINDS, Attempt, Change, Outcome, Work
from autograder.submissions.identity import Person


def works_of(
    session: Session, number: int, only: Iterable[int] | None, history: bool
) -> list[Work]:
    """Return every work of a class by its number, or some; see `Records.works`."""
    rows = select(WorkRow).where(WorkRow.class_id == number).order_by(WorkRow.id)
    if only is not None:
        rows = rows.where(WorkRow.id.in_(list(only)))
    works = session.scalars(rows).all()
    numbers = [work.id for work in works] if only is not None else None
    people = _people(session, number, numbers)
    attempts = _attempts(session, number, numbers, history)
    changes = _changes(session, number, numbers)
    return [
        Work(
            work.id,
            work.key,
            tuple(people[work.id]),
            tuple(attempts[work.id]),
            tuple(changes[work.id]),
        )
        for work in works
    ]


def class_changes(session: Session, number: int) -> tuple[Change, ...]:
    """Return the decisions about the whole class, the oldest first."""
    rows = session.scalars(
        select(ChangeRow)
        .where(ChangeRow.class_id == number, ChangeRow.work_id.is_(None))
        .order_by(ChangeRow.id)
    )
    return tuple(map(change_of, rows))


def _people(session: Session, number: int, works: list[int] | None) -> dict[int, list[Person]]:
    rows = (
        select(MemberRow.work_id, PersonRow)
        .join(PersonRow, PersonRow.id == MemberRow.person_id)
        .where(PersonRow.class_id == number)
        .order_by(PersonRow.id)
    )
    if works is not None:
        rows = rows.where(MemberRow.work_id.in_(works))
    found: dict[int, list[Person]] = defaultdict(list)
    for work, row in session.execute(rows):
        names = ("name", "user", "login", "number", "email", "participant")
        found[work].append(Person(**{name: getattr(row, name) for name in names}))
    return found


def _attempts(
    session: Session, number: int, works: list[int] | None, history: bool
) -> dict[int, list[Attempt]]:
    columns = ("id", "number", "name", "key", "sha256", "handed_in_at", "late")
    rows = (
        select(SubmissionRow.work_id, *(getattr(SubmissionRow, name) for name in columns))
        .join(WorkRow, WorkRow.id == SubmissionRow.work_id)
        .where(WorkRow.class_id == number)
        .order_by(SubmissionRow.number)
    )
    if works is not None:
        rows = rows.where(SubmissionRow.work_id.in_(works))
    submissions = session.execute(rows).all()  # columns: objects of rows cost as much as all else
    outcomes = _outcomes(session, number, works, history)
    found: dict[int, list[Attempt]] = defaultdict(list)
    for row in submissions:
        found[row.work_id].append(
            Attempt(
                row.id,
                row.number,
                row.name,
                row.key,
                row.sha256,
                row.handed_in_at,
                row.late,
                tuple(outcomes[row.id]),
            )
        )
    return found


def _outcomes(
    session: Session, number: int, works: list[int] | None, history: bool
) -> dict[int, list[Outcome]]:
    taken_back = _taken_back(class_changes(session, number))
    rows = (
        select(
            ResultRow.submission_id,
            ResultRow.id,
            ResultRow.run_id,
            ResultRow.at,
            ResultRow.document,
        )
        .join(SubmissionRow, SubmissionRow.id == ResultRow.submission_id)
        .join(WorkRow, WorkRow.id == SubmissionRow.work_id)
        .where(WorkRow.class_id == number, ResultRow.run_id.not_in(taken_back))
        .order_by(ResultRow.id)
    )
    if works is not None:
        rows = rows.where(SubmissionRow.work_id.in_(works))
    if not history:
        newest = (
            select(func.max(ResultRow.id))
            .where(ResultRow.run_id.not_in(taken_back))
            .group_by(ResultRow.submission_id)
        )
        rows = rows.where(ResultRow.id.in_(newest))
    found: dict[int, list[Outcome]] = defaultdict(list)
    for submission, result, run, at, document in session.execute(rows):
        found[submission].append(Outcome(result, run, at, json.loads(document)))
    return found


def _changes(session: Session, number: int, works: list[int] | None) -> dict[int, list[Change]]:
    rows = (
        select(ChangeRow)
        .where(ChangeRow.class_id == number, ChangeRow.work_id.is_not(None))
        .order_by(ChangeRow.id)
    )
    if works is not None:
        rows = rows.where(ChangeRow.work_id.in_(works))
    found: dict[int, list[Change]] = defaultdict(list)
    for row in session.scalars(rows):
        if row.work_id is not None:
            found[row.work_id].append(change_of(row))
    return found


def _taken_back(changes: Iterable[Change]) -> list[int]:
    """Return the runs whose results do not count: the last word on each holds."""
    found: dict[int, bool] = {}
    for change in changes:
        if change.kind == "take_back":
            found[int(change.value["run"])] = "clear" not in change.value
    return [run for run, is_taken in found.items() if is_taken]


def change_of(row: ChangeRow) -> Change:
    """Return the decision that a row holds."""
    kind = next(kind for kind in KINDS if kind == row.kind)
    return Change(
        kind,
        row.target,
        row.value,
        row.reason,
        row.who,
        row.at,
        row.id,
        row.work_id,
        row.submission_id,
    )
