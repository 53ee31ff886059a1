"""What the service keeps: links, visits, jobs, grades sent, rules, a trail."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "r0002_service"
down_revision = "r0001_records"


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer(), primary_key=True)


def _short(name: str, size: int = 20) -> sa.Column[str]:
    return sa.Column(name, sa.String(size), nullable=False)


def _long(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _moment(name: str = "at", nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(), nullable=nullable)


def _to(name: str, table: str, nullable: bool = False, index: bool = True) -> sa.Column[int]:
    key = sa.ForeignKey(f"{table}.id")
    return sa.Column(name, sa.Integer(), key, nullable=nullable, index=index)


def upgrade() -> None:
    """Make the tables."""
    _who_comes_in()
    _what_is_to_do()
    _what_is_told()


def _who_comes_in() -> None:
    op.create_table(
        "links",
        _id(),
        _to("class_id", "classes", index=False),
        sa.Column("platform", sa.Integer(), nullable=False),
        *(_short(name, 255) for name in ("deployment", "context", "resource")),
        *(_short(name, 500) for name in ("course", "title")),
        _short("assignment", 200),
        *map(_long, ("line_item", "line_items", "members")),
        sa.Column("scopes", sa.JSON(), nullable=False),
        _moment(),
        sa.UniqueConstraint("class_id"),
        sa.UniqueConstraint("platform", "deployment", "context", "resource"),
    )
    op.create_table(
        "visits",
        _id(),
        sa.Column("token", sa.String(64), nullable=False, unique=True),
        _short("cookie", 64),
        _to("link_id", "links"),
        _to("person_id", "people"),
        _short("role"),
        _short("language", 2),
        *map(_long, ("frame_ancestors", "return_url")),
        sa.Column("is_bound", sa.Boolean(), nullable=False),
        _moment(),
        _moment("until"),
    )


def _what_is_to_do() -> None:
    op.create_table(
        "jobs",
        _id(),
        _to("submission_id", "submissions", index=False),
        _to("class_id", "classes", index=False),
        _short("language", 2),
        _moment(),
        _short("worker", 64),
        _moment("leased_until", nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("progress", sa.JSON(), nullable=False),
        _moment("done_at", nullable=True),
        sa.UniqueConstraint("submission_id"),
    )
    op.create_index("ix_jobs_waiting", "jobs", ["done_at", "id"])
    op.create_table(
        "sends",
        _id(),
        sa.Column("token", sa.String(64), nullable=False, unique=True),
        _to("class_id", "classes"),
        _to("work_id", "works"),
        _short("user", 500),
        *(_short(name, 40) for name in ("score", "maximum")),
        _long("comment"),
        _short("state"),
        _short("who", 200),
        _moment(),
        _moment("due_at"),
        sa.Column("tries", sa.Integer(), nullable=False),
        _long("answer"),
        _moment("ended_at", nullable=True),
    )
    op.create_index("ix_sends_due", "sends", ["state", "due_at"])


def _what_is_told() -> None:
    op.create_table(
        "class_rules",
        _id(),
        _to("class_id", "classes"),
        _long("text"),
        _short("who", 200),
        _moment(),
    )
    op.create_table(
        "trail",
        _id(),
        _to("class_id", "classes", nullable=True),
        _to("person_id", "people", nullable=True),
        _short("role"),
        _short("deed", 40),
        _long("detail"),
        _moment(),
    )
