"""The tables of the records: one schema for SQLite and PostgreSQL.

Rows are added, never changed: what holds is the last row that speaks of a thing. Must never hold
what rules derive.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    DateTime,
    ForeignKey,
    LargeBinary,
    MetaData,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Moment(TypeDecorator[datetime]):
    """A time with its zone, kept in UTC: SQLite has no zones."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the time in UTC."""
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the time with its zone."""
        return None if value is None else value.replace(tzinfo=UTC)


def now() -> datetime:
    """Return the time at which a row is written."""
    return datetime.now(UTC)


class Base(DeclarativeBase):
    """All tables, also those of a service that stands on the records."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class ClassRow(Base):
    """One class's homework: what one output folder, or one link in a course, is about."""

    __tablename__ = "classes"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(500), unique=True)
    assignment: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime] = mapped_column(Moment, default=now)


class PersonRow(Base):
    """Somebody in a class."""

    __tablename__ = "people"
    __table_args__ = (UniqueConstraint("class_id", "key"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    class_id: Mapped[int] = mapped_column(ForeignKey("classes.id"))
    key: Mapped[str] = mapped_column(String(1000))
    role: Mapped[str] = mapped_column(String(20), default="student")
    name: Mapped[str] = mapped_column(String(500), default="")
    user: Mapped[str] = mapped_column(String(500), default="")
    login: Mapped[str] = mapped_column(String(500), default="")
    number: Mapped[str] = mapped_column(String(500), default="")
    email: Mapped[str] = mapped_column(String(500), default="")
    participant: Mapped[str] = mapped_column(String(500), default="")


class WorkRow(Base):
    """All that one student or one group hands in."""

    __tablename__ = "works"
    __table_args__ = (UniqueConstraint("class_id", "key"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    class_id: Mapped[int] = mapped_column(ForeignKey("classes.id"))
    key: Mapped[str] = mapped_column(String(2000))


class MemberRow(Base):
    """Who belongs to a work."""

    __tablename__ = "members"
    work_id: Mapped[int] = mapped_column(ForeignKey("works.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True, index=True)


class FileRow(Base):
    """What was handed in, by its digest; compressed, since notebooks are text."""

    __tablename__ = "files"
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    suffix: Mapped[str] = mapped_column(String(20))
    size: Mapped[int] = mapped_column()
    content: Mapped[bytes | None] = mapped_column(LargeBinary)
    """zlib; None where the file is too large to be kept here."""


class SubmissionRow(Base):
    """One attempt."""

    __tablename__ = "submissions"
    __table_args__ = (UniqueConstraint("work_id", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    work_id: Mapped[int] = mapped_column(ForeignKey("works.id"))
    number: Mapped[int] = mapped_column()
    name: Mapped[str] = mapped_column(Text)
    key: Mapped[str] = mapped_column(String(200), index=True)
    sha256: Mapped[str] = mapped_column(String(64))
    """Empty where the file could not be opened."""
    handed_in_at: Mapped[datetime | None] = mapped_column(Moment)
    late: Mapped[bool | None] = mapped_column()
    source: Mapped[str] = mapped_column(String(20), default="folder")
    at: Mapped[datetime] = mapped_column(Moment, default=now)


class RunRow(Base):
    """One run of the judge over a class, or over one attempt."""

    __tablename__ = "runs"
    id: Mapped[int] = mapped_column(primary_key=True)
    class_id: Mapped[int] = mapped_column(ForeignKey("classes.id"))
    kind: Mapped[str] = mapped_column(String(20))
    who: Mapped[str] = mapped_column(String(200))
    why: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime] = mapped_column(Moment, default=now)


class ResultRow(Base):
    """What the judge found in an attempt, whole."""

    __tablename__ = "results"
    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submissions.id"), index=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("runs.id"))
    bundle: Mapped[str] = mapped_column(String(64))
    """The digest of the checks that graded it."""
    status: Mapped[str] = mapped_column(String(20))
    document: Mapped[str] = mapped_column(Text)
    """JSON, as in `results/*.json`."""
    digest: Mapped[str] = mapped_column(String(64))
    """SHA-256 of the document, so that the same one again is known without reading it."""
    at: Mapped[datetime] = mapped_column(Moment, default=now)


class ChangeRow(Base):
    """One thing that a person decided: see `work.Change`."""

    __tablename__ = "changes"
    __table_args__ = {"sqlite_autoincrement": True}  # no number is ever given twice
    id: Mapped[int] = mapped_column(primary_key=True)
    class_id: Mapped[int] = mapped_column(ForeignKey("classes.id"), index=True)
    work_id: Mapped[int | None] = mapped_column(ForeignKey("works.id"), index=True)
    submission_id: Mapped[int | None] = mapped_column(ForeignKey("submissions.id"))
    kind: Mapped[str] = mapped_column(String(20))
    target: Mapped[str] = mapped_column(String(500), default="")
    value: Mapped[dict[str, Any]] = mapped_column(JSON)
    reason: Mapped[str] = mapped_column(Text, default="")
    who: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime] = mapped_column(Moment, default=now)
    token: Mapped[str] = mapped_column(String(64), unique=True)
    """Chosen by who asks: asked twice, it is written once."""


class ExportRow(Base):
    """A grade that went to an LMS, and what came back."""

    __tablename__ = "exports"
    id: Mapped[int] = mapped_column(primary_key=True)
    class_id: Mapped[int] = mapped_column(ForeignKey("classes.id"), index=True)
    work_id: Mapped[int | None] = mapped_column(ForeignKey("works.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    target: Mapped[str] = mapped_column(Text)
    score: Mapped[str] = mapped_column(String(40))
    maximum: Mapped[str] = mapped_column(String(40))
    who: Mapped[str] = mapped_column(String(200))
    answer: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime] = mapped_column(Moment, default=now)
