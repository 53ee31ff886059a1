"""What the service keeps beside the records: links, visits, the queue, grades sent, a trail.

Unlike the records, a job and a visit change while they last. Must never hold a secret in clear.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from autograder.records.schema import Base, Moment, now


class LinkRow(Base):
    """One link in a course, which is one class's homework."""

    __tablename__ = "links"
    __table_args__ = (UniqueConstraint("platform", "deployment", "context", "resource"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    class_id: Mapped[int] = mapped_column(ForeignKey("classes.id"), unique=True)
    platform: Mapped[int] = mapped_column()
    deployment: Mapped[str] = mapped_column(String(255))
    context: Mapped[str] = mapped_column(String(255))
    resource: Mapped[str] = mapped_column(String(255))
    course: Mapped[str] = mapped_column(String(500))
    title: Mapped[str] = mapped_column(String(500))
    assignment: Mapped[str] = mapped_column(String(200))
    """Empty until a teacher has chosen one."""
    line_item: Mapped[str] = mapped_column(Text)
    line_items: Mapped[str] = mapped_column(Text)
    members: Mapped[str] = mapped_column(Text)
    scopes: Mapped[list[str]] = mapped_column(JSON)
    at: Mapped[datetime] = mapped_column(Moment, default=now)


class VisitRow(Base):
    """One launch's session."""

    __tablename__ = "visits"
    id: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[str] = mapped_column(String(64), unique=True)
    """SHA-256 of what the address holds, so that a copy of the table opens nothing."""
    cookie: Mapped[str] = mapped_column(String(64))
    """The same of the cookie, which a browser may keep or not."""
    link_id: Mapped[int] = mapped_column(ForeignKey("links.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    role: Mapped[str] = mapped_column(String(20))
    language: Mapped[str] = mapped_column(String(2))
    frame_ancestors: Mapped[str] = mapped_column(Text)
    return_url: Mapped[str] = mapped_column(Text)
    is_bound: Mapped[bool] = mapped_column(default=False)
    """The browser has sent its cookie once, and has to from then on."""
    at: Mapped[datetime] = mapped_column(Moment, default=now)
    until: Mapped[datetime] = mapped_column(Moment)


class JobRow(Base):
    """One attempt that is to be graded."""

    __tablename__ = "jobs"
    __table_args__ = (Index("ix_jobs_waiting", "done_at", "id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submissions.id"), unique=True)
    class_id: Mapped[int] = mapped_column(ForeignKey("classes.id"))
    language: Mapped[str] = mapped_column(String(2))
    at: Mapped[datetime] = mapped_column(Moment, default=now)
    worker: Mapped[str] = mapped_column(String(64), default="")
    """Who has taken it; a new word each time."""
    leased_until: Mapped[datetime | None] = mapped_column(Moment)
    tries: Mapped[int] = mapped_column(default=0)
    progress: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """Of each exercise, how many checks are done and how many there are."""
    done_at: Mapped[datetime | None] = mapped_column(Moment)


class SendRow(Base):
    """A grade for the LMS's gradebook: due, sent or refused, and what came back."""

    __tablename__ = "sends"
    __table_args__ = (Index("ix_sends_due", "state", "due_at"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[str] = mapped_column(String(64), unique=True)
    """Made of what is to be sent and of the row before, so that two senders enter it once."""
    class_id: Mapped[int] = mapped_column(ForeignKey("classes.id"), index=True)
    work_id: Mapped[int] = mapped_column(ForeignKey("works.id"), index=True)
    user: Mapped[str] = mapped_column(String(500))
    score: Mapped[str] = mapped_column(String(40))
    maximum: Mapped[str] = mapped_column(String(40))
    comment: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(20), default="due")
    """``due``; ``sent``; ``refused`` by the platform; ``kept``: what is there was to stay;
    ``replaced`` by a newer one before it went out."""
    who: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime] = mapped_column(Moment, default=now)
    due_at: Mapped[datetime] = mapped_column(Moment, default=now)
    tries: Mapped[int] = mapped_column(default=0)
    answer: Mapped[str] = mapped_column(Text, default="")
    ended_at: Mapped[datetime | None] = mapped_column(Moment)


class RulesRow(Base):
    """The rules of a class as somebody wrote them; the last row holds."""

    __tablename__ = "class_rules"
    id: Mapped[int] = mapped_column(primary_key=True)
    class_id: Mapped[int] = mapped_column(ForeignKey("classes.id"), index=True)
    text: Mapped[str] = mapped_column(Text)
    who: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime] = mapped_column(Moment, default=now)


class TrailRow(Base):
    """Who did what, when: never changed, and only taken away with the person it speaks of."""

    __tablename__ = "trail"
    id: Mapped[int] = mapped_column(primary_key=True)
    class_id: Mapped[int | None] = mapped_column(ForeignKey("classes.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    role: Mapped[str] = mapped_column(String(20))
    deed: Mapped[str] = mapped_column(String(40))
    detail: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Moment, default=now)
