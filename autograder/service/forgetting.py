"""Taking a person out of the records, as a law may demand: everything, everywhere, for good.

The only place where rows of the records are deleted. Must never leave a copy, nor touch what is
another's.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Engine, delete, func, or_, select, text, update
from sqlalchemy.orm import Session

from autograder.base.errors import GradkitError
from autograder.base.text import one_line
from autograder.lti.schema import ScoreRow
from autograder.records.database import reading, writing
from autograder.records.schema import (
    ChangeRow,
    ExportRow,
    FileRow,
    MemberRow,
    PersonRow,
    ResultRow,
    SubmissionRow,
    WorkRow,
)
from autograder.service.schema import JobRow, RulesRow, SendRow, TrailRow, VisitRow

_SIGNS = ("name", "user", "login", "number", "email")


def found(engine: Engine, sign: str) -> list[PersonRow]:
    """Return the people of that number, login, address, account or name, in all classes.

    Raises GradkitError where there are none, or where they are not surely one person.
    """
    wanted = sign.strip()
    same = [getattr(PersonRow, name) == wanted for name in _SIGNS]
    with reading(engine) as session:
        people = list(session.scalars(select(PersonRow).where(or_(*same))).all())
        session.expunge_all()
    if not people:
        raise GradkitError(f"{one_line(sign)}: nobody of that number, address or name is stored")
    if len({person.user or person.key for person in people}) > 1:
        shown = ", ".join(sorted({p.user or p.number or p.name for p in people}))
        raise GradkitError(f"{one_line(sign)}: several people fit ({one_line(shown)})")
    return people


def forget(engine: Engine, folder: Path, people: Sequence[PersonRow]) -> dict[str, int]:
    """Delete people and all that is theirs; return how many rows of which table.

    A group's work is kept for the others, without them.
    """
    with writing(engine) as session:
        if engine.dialect.name == "sqlite":
            session.execute(text("PRAGMA secure_delete = ON"))  # the file holds none of it then
        numbers = [person.id for person in people]
        classes = sorted({person.class_id for person in people})
        works = _own_works(session, numbers)
        counts = _delete_works(session, works)
        session.execute(delete(MemberRow).where(MemberRow.person_id.in_(numbers)))
        for row in (VisitRow, TrailRow, ExportRow):
            gone = session.execute(delete(row).where(row.person_id.in_(numbers)))
            counts[row.__tablename__] = counts.get(row.__tablename__, 0) + gone.rowcount  # type: ignore[attr-defined]
        _take_out_names(session, people)
        users = [person.user for person in people if person.user]
        session.execute(delete(ScoreRow).where(ScoreRow.user.in_(users)))
        session.execute(delete(PersonRow).where(PersonRow.id.in_(numbers)))
        counts["people"] = len(numbers)
    for number in classes:  # made from the database, and made anew when they are asked for
        shutil.rmtree(folder / "classes" / str(number), ignore_errors=True)
    _shrink(engine)
    return counts


def _own_works(session: Session, people: Sequence[int]) -> list[int]:
    """Return the works that are nobody's else."""
    theirs = select(MemberRow.work_id).where(MemberRow.person_id.in_(people))
    shared = (
        select(MemberRow.work_id)
        .where(MemberRow.work_id.in_(theirs))
        .group_by(MemberRow.work_id)
        .having(func.count() > 1)
    )
    return list(session.scalars(theirs.where(MemberRow.work_id.not_in(shared))))


def _delete_works(session: Session, works: Sequence[int]) -> dict[str, int]:
    attempts = select(SubmissionRow.id).where(SubmissionRow.work_id.in_(works))
    digests = set(
        session.scalars(select(SubmissionRow.sha256).where(SubmissionRow.work_id.in_(works)))
    )
    counts: dict[str, int] = {}
    for table, condition in (
        (JobRow, JobRow.submission_id.in_(attempts)),
        (ResultRow, ResultRow.submission_id.in_(attempts)),
        (SendRow, SendRow.work_id.in_(works)),
        (ExportRow, ExportRow.work_id.in_(works)),
        (ChangeRow, ChangeRow.work_id.in_(works)),
        (SubmissionRow, SubmissionRow.work_id.in_(works)),
        (MemberRow, MemberRow.work_id.in_(works)),
        (WorkRow, WorkRow.id.in_(works)),
    ):
        gone = session.execute(delete(table).where(condition))
        counts[table.__tablename__] = gone.rowcount  # type: ignore[attr-defined]
    still = select(SubmissionRow.sha256).where(SubmissionRow.sha256.in_(digests))
    gone = session.execute(
        delete(FileRow).where(FileRow.sha256.in_(digests), FileRow.sha256.not_in(still))
    )
    counts["files"] = gone.rowcount  # type: ignore[attr-defined]
    return counts


def _take_out_names(session: Session, people: Sequence[PersonRow]) -> None:
    """Take a person's name from what they decided about others."""
    for person in filter(lambda person: person.name, people):
        for row in (ChangeRow, RulesRow, SendRow, ExportRow):
            theirs = (row.class_id == person.class_id, row.who == person.name)
            session.execute(update(row).where(*theirs).values(who="?"))


def _shrink(engine: Engine) -> None:
    """Have SQLite's files hold nothing of what was deleted."""
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            raw = connection.connection.driver_connection
            assert raw is not None
            raw.rollback()
            raw.execute("VACUUM")
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
