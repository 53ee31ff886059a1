"""Alembic runs this with the connection that `records.database` gives it."""

from __future__ import annotations

from alembic import context

from autograder.records.schema import Base

context.configure(connection=context.config.attributes["connection"], target_metadata=Base.metadata)
context.run_migrations()
