"""The records of a class: people, works, attempts, results, changes, exports."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "r0001_records"
down_revision = None


def _named(name: str, size: int = 500) -> sa.Column[str]:
    return sa.Column(name, sa.String(size), nullable=False)


def _moment(name: str = "at", nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(), nullable=nullable)


def _to(name: str, table: str, nullable: bool = False, key: str = "id") -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), sa.ForeignKey(f"{table}.{key}"), nullable=nullable)


def upgrade() -> None:
    """Make the tables."""
    _classes_and_people()
    _what_was_handed_in()
    _what_came_of_it()


def _classes_and_people() -> None:
    op.create_table(
        "classes",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.String(500), nullable=False, unique=True),
        _named("assignment", 200),
        _moment("created_at"),
    )
    op.create_table(
        "people",
        sa.Column("id", sa.Integer(), primary_key=True),
        _to("class_id", "classes"),
        _named("key", 1000),
        _named("role", 20),
        *map(_named, ("name", "user", "login", "number", "email", "participant")),
        sa.UniqueConstraint("class_id", "key"),
    )
    op.create_table(
        "works",
        sa.Column("id", sa.Integer(), primary_key=True),
        _to("class_id", "classes"),
        _named("key", 2000),
        sa.UniqueConstraint("class_id", "key"),
    )
    op.create_table(
        "members",
        sa.Column("work_id", sa.Integer(), sa.ForeignKey("works.id"), primary_key=True),
        sa.Column(
            "person_id", sa.Integer(), sa.ForeignKey("people.id"), primary_key=True, index=True
        ),
    )


def _what_was_handed_in() -> None:
    op.create_table(
        "files",
        sa.Column("sha256", sa.String(64), primary_key=True),
        _named("suffix", 20),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary()),
    )
    op.create_table(
        "submissions",
        sa.Column("id", sa.Integer(), primary_key=True),
        _to("work_id", "works"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("key", sa.String(200), nullable=False, index=True),
        _named("sha256", 64),
        _moment("handed_in_at", nullable=True),
        sa.Column("late", sa.Boolean()),
        _named("source", 20),
        _moment(),
        sa.UniqueConstraint("work_id", "number"),
    )


def _what_came_of_it() -> None:
    op.create_table(
        "runs",
        sa.Column("id", sa.Integer(), primary_key=True),
        _to("class_id", "classes"),
        _named("kind", 20),
        _named("who", 200),
        sa.Column("why", sa.Text(), nullable=False),
        _moment(),
    )
    op.create_table(
        "results",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column(
            "submission_id",
            sa.Integer(),
            sa.ForeignKey("submissions.id"),
            nullable=False,
            index=True,
        ),
        _to("run_id", "runs"),
        _named("bundle", 64),
        _named("status", 20),
        sa.Column("document", sa.Text(), nullable=False),
        _named("digest", 64),
        _moment(),
    )
    op.create_table(
        "changes",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column(
            "class_id", sa.Integer(), sa.ForeignKey("classes.id"), nullable=False, index=True
        ),
        sa.Column("work_id", sa.Integer(), sa.ForeignKey("works.id"), index=True),
        _to("submission_id", "submissions", nullable=True),
        _named("kind", 20),
        _named("target"),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        _named("who", 200),
        _moment(),
        sa.Column("token", sa.String(64), nullable=False, unique=True),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "exports",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column(
            "class_id", sa.Integer(), sa.ForeignKey("classes.id"), nullable=False, index=True
        ),
        _to("work_id", "works", nullable=True),
        _to("person_id", "people", nullable=True),
        sa.Column("target", sa.Text(), nullable=False),
        *(_named(name, 40) for name in ("score", "maximum")),
        _named("who", 200),
        sa.Column("answer", sa.Text(), nullable=False),
        _moment(),
    )


def downgrade() -> None:
    """Nothing is ever taken away."""
    raise NotImplementedError("records are not taken back to an older version")
