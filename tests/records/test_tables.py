"""A new file of records has the tables that all migrations make."""

from __future__ import annotations

from tables import SCRIPT, migrated


def test_the_tables_made_at_once_are_those_of_the_migrations() -> None:
    assert SCRIPT.read_text("utf-8") == migrated(), "run: python tests/support/tables.py"
