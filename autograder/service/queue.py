"""What waits to be graded: rows in the database that any grading process may take.

A job is leased; who takes it says again and again that they are still at it. Must never give one
job to two, nor take a result from somebody whose lease has passed to another.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import CursorResult, Engine, Update, func, or_, select, update
from sqlalchemy.orm import Session

from autograder.base.errors import GradkitError
from autograder.base.language import Language
from autograder.records.database import reading, writing
from autograder.records.schema import SubmissionRow, now
from autograder.service.schema import JobRow, LinkRow

LEASE = timedelta(seconds=30)
"""Six times as long as between two signs of life: a busy machine may miss a few."""
MOST_TRIES = 5
"""As often is a job taken whose takers all ended without a word."""


class Lost(GradkitError):
    """The job is somebody else's by now: what was found no longer counts."""


@dataclass(frozen=True)
class Job:
    """An attempt that somebody has taken to grade."""

    id: int
    submission: int
    class_id: int
    name: str
    key: str
    sha256: str
    language: Language
    worker: str
    tries: int


@dataclass(frozen=True)
class Place:
    """Where a job stands."""

    state: str
    """``waiting``, ``running`` or ``done``."""
    ahead: int
    """Jobs that will be taken before it."""
    progress: Mapping[str, Any]


def put(session: Session, submission: int, class_id: int, language: Language) -> None:
    """Have an attempt graded; once, however often it is said."""
    there = session.scalar(select(JobRow.id).where(JobRow.submission_id == submission))
    if there is None:
        session.add(JobRow(submission_id=submission, class_id=class_id, language=language))


def clock(session: Session) -> datetime:
    """Return the database's own time, by which all machines agree on what a lease is.

    SQLite's file is on one machine, whose clock all its users share.
    """
    if session.get_bind().dialect.name == "sqlite":
        return now()
    found: datetime = session.scalars(select(func.now())).one()
    return found.astimezone(UTC)


def take(engine: Engine, assignments: Collection[str]) -> Job | None:
    """Take the job that has waited longest, of these assignments; None where nothing waits."""
    classes = select(LinkRow.class_id).where(LinkRow.assignment.in_(assignments))
    free = select(JobRow.id).where(JobRow.done_at.is_(None), JobRow.class_id.in_(classes))
    with reading(engine) as session:  # most looks find nothing, and need no lock to see that
        if session.scalar(_open(free, clock(session)).limit(1)) is None:
            return None
    with writing(engine) as session:
        at = clock(session)
        chosen = _open(free, at).order_by(JobRow.id).limit(1).with_for_update(skip_locked=True)
        number = session.scalar(chosen)
        if number is None:
            return None
        row = session.get_one(JobRow, number)
        row.worker, row.leased_until = secrets.token_hex(16), at + LEASE
        row.tries += 1
        return _job(session, row)


def _open(found: Any, at: datetime) -> Any:
    return found.where(or_(JobRow.leased_until.is_(None), JobRow.leased_until < at))


def _job(session: Session, row: JobRow) -> Job:
    attempt = session.get_one(SubmissionRow, row.submission_id)
    language: Language = "ko" if row.language == "ko" else "en"
    return Job(
        row.id,
        row.submission_id,
        row.class_id,
        attempt.name,
        attempt.key,
        attempt.sha256,
        language,
        row.worker,
        row.tries,
    )


def _changed(session: Session, job: Job, **values: Any) -> bool:
    """Change a job that is still the taker's; tell whether it was."""
    own: Update = update(JobRow).where(
        JobRow.id == job.id, JobRow.worker == job.worker, JobRow.done_at.is_(None)
    )
    done = session.execute(own.values(**values))
    return isinstance(done, CursorResult) and done.rowcount == 1


def go_on(engine: Engine, jobs: Collection[Job]) -> None:
    """Say that all these are still being graded."""
    with writing(engine) as session:
        until = clock(session) + LEASE
        for job in jobs:
            _changed(session, job, leased_until=until)


def report(engine: Engine, job: Job, progress: Mapping[str, Any]) -> None:
    """Say how far a job is."""
    with writing(engine) as session:
        _changed(session, job, progress=dict(progress))


def give_back(engine: Engine, job: Job) -> None:
    """Leave a job to the next one that looks: this try does not count against it."""
    with writing(engine) as session:
        _changed(session, job, leased_until=None, worker="", tries=job.tries - 1)


def finish(session: Session, job: Job) -> None:
    """Close a job in the transaction that enters its result; raise Lost where it is another's."""
    if not _changed(session, job, done_at=now()):
        raise Lost(f"job {job.id} was taken by another grading process")


def places(engine: Engine, submissions: Collection[int]) -> dict[int, Place]:
    """Return where some attempts stand."""
    with reading(engine) as session:
        rows = session.scalars(select(JobRow).where(JobRow.submission_id.in_(submissions))).all()
        waiting = select(JobRow.id).where(JobRow.done_at.is_(None), JobRow.leased_until.is_(None))
        ids = sorted(session.scalars(waiting)) if any(r.done_at is None for r in rows) else []
    places = {number: place for place, number in enumerate(ids)}
    return {row.submission_id: _place(row, places) for row in rows}


def _place(row: JobRow, waiting: Mapping[int, int]) -> Place:
    if row.done_at is not None:
        return Place("done", 0, row.progress)
    if row.id in waiting:
        return Place("waiting", waiting[row.id], row.progress)
    return Place("running", 0, row.progress)


def left(engine: Engine, class_id: int | None = None) -> int:
    """Return how many attempts of a class, or of all, are not graded yet."""
    count = select(func.count()).select_from(JobRow).where(JobRow.done_at.is_(None))
    if class_id is not None:
        count = count.where(JobRow.class_id == class_id)
    with reading(engine) as session:
        return session.scalars(count).one()
