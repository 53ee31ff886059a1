"""Writes what all migrations make of an empty SQLite file: ``python tests/support/tables.py``."""

from __future__ import annotations

import sqlite3
import tempfile
from pathlib import Path

from sqlalchemy import create_engine

from autograder.records import database

SCRIPT = Path(database.__file__).parent / "migrations" / "tables.sql"


def migrated() -> str:
    """Return the statements that make the tables, after the name of the last migration."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "empty.db"
        engine = create_engine(f"sqlite:///{file}")
        database.upgraded(engine)
        engine.dispose()
        with sqlite3.connect(file) as connection:
            rows = connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")
            made = [row[0] for row in rows if "sqlite_sequence" not in row[0]]
            tables = [sql for sql in made if sql.startswith("CREATE TABLE")]
            indices = sorted(set(made) - set(tables))  # Alembic makes them in any order
            (version,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        connection.close()
    version_row = f"INSERT INTO alembic_version VALUES ('{version}')"
    return ";\n".join([f"-- {version}", *tables, *indices, version_row]) + ";\n"


if __name__ == "__main__":
    SCRIPT.write_text(migrated(), encoding="utf-8")
