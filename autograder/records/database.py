"""A connection to the records: SQLite in a class's folder, or PostgreSQL by its address.

Must never hold a password in a message, nor leave a transaction half done.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, InterfaceError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from sqlalchemy.orm import Session

from autograder.base.errors import GradkitError
from autograder.base.text import one_line

_FULL = 128 * 2**10
"""Bytes free on a disk below which SQLite's journal finds no room."""
_PATIENCE = 60
"""Seconds to wait for another process that writes."""
# Any number that no other program would take for its lock: the letters of "grad".
_MIGRATING = 0x67726164


def connected(address: str) -> Engine:
    """Return an engine whose tables are those of this version; raise GradkitError if it can't be.

    ``postgresql://…`` is spoken to with psycopg 3.
    """
    try:
        url = make_url(address)
    except ArgumentError as error:
        raise GradkitError(
            "not a database's address: write sqlite:///FILE or postgresql://HOST/NAME"
        ) from error
    if url.drivername in ("postgresql", "postgres"):
        url = url.set(drivername="postgresql+psycopg")
    try:
        engine = create_engine(url, pool_pre_ping=url.drivername != "sqlite")
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", _prepare_sqlite)
            event.listen(engine, "begin", _begin_sqlite)
        _migrate(engine)
    except ImportError as error:
        shown = url.render_as_string(hide_password=True)
        raise GradkitError(f"{shown}: pip install '.[postgres]' in gradkit's folder") from error
    except SQLAlchemyError as error:
        raise _refused(url, error) from error
    return engine


def _refused(url: URL, error: SQLAlchemyError) -> GradkitError:
    """Return the one line of what a database refused; SQLite calls a full disk an I/O error."""
    shown = url.render_as_string(hide_password=True)
    if url.drivername == "sqlite" and url.database:
        folder = Path(url.database).parent
        if folder.is_dir() and shutil.disk_usage(folder).free < _FULL:
            return GradkitError(
                f"{url.database}: No space left on device; what was graded is kept, and the same "
                "command goes on"
            )
    reason = one_line(str(getattr(error, "orig", error)), 200)
    return GradkitError(f"{shown}: cannot be used: {reason}")


@contextmanager
def _told(engine: Engine) -> Iterator[None]:
    """Turn what the database's own system refuses, or a wait for it, into one line."""
    try:
        yield
    except (OperationalError, InterfaceError, NoConnectionFree) as error:
        raise _refused(engine.url, error) from error


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    """Have SQLite keep what it promised: foreign keys, and every commit on the disk.

    Python's own module begins no transaction: `_begin_sqlite` does.
    """
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout={_PATIENCE * 1000}",
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Any) -> None:
    # A reader that wants to write later could find that it may not: whoever may write, says so.
    writes = connection.get_execution_options().get("gradkit_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """Give a session whose changes are all written, or none of them."""
    with (
        _told(engine),
        Session(engine.execution_options(gradkit_writes=True), expire_on_commit=False) as session,
        session.begin(),
    ):
        yield session


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """Give a session that sees one moment of the records."""
    with _told(engine), Session(engine, expire_on_commit=False) as session, session.begin():
        yield session


def _migrate(engine: Engine) -> None:
    """Have the tables of this version; of several processes at once, one makes them."""
    found = revision(engine)
    if found == _newest() or (not found and _made_at_once(engine)):
        return
    upgraded(engine)


def upgraded(engine: Engine) -> None:
    """Bring the tables to this version with Alembic."""
    from alembic.command import upgrade
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", _scripts().replace("%", "%%"))
    with engine.connect().execution_options(gradkit_writes=True) as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": _MIGRATING})
        config.attributes["connection"] = connection
        upgrade(config, "heads")


def _made_at_once(engine: Engine) -> bool:
    """Make an empty SQLite file what all migrations make of it; False where that is not known.

    Alembic takes longer to import than a class takes to be written. ``tables.sql`` is what it
    makes (`tests/records` compares them), and begins with the migration that it is of.
    """
    script = resources.files("autograder.records").joinpath("migrations", "tables.sql")
    first, *statements = script.read_text("utf-8").split(";\n")
    if engine.dialect.name != "sqlite" or first != f"-- {_newest()}":
        return False
    with engine.connect().execution_options(gradkit_writes=True) as connection, connection.begin():
        if not inspect(connection).get_table_names():  # another process may have been faster
            for statement in filter(str.strip, statements):
                connection.exec_driver_sql(statement)
    return revision(engine) == _newest()


def revision(engine: Engine) -> str:
    """Return the name of the last migration that its tables have been through; empty: none."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return ""
        return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar())


def _scripts() -> str:
    return str(resources.files("autograder.records").joinpath("migrations"))


def _newest() -> str:
    """Return the name of the last migration: their files sort by number."""
    folder = resources.files("autograder.records").joinpath("migrations", "versions")
    names = sorted(f.name for f in folder.iterdir() if f.name.endswith(".py"))
    return names[-1].removesuffix(".py")


def check(engine: Engine) -> str:
    """Return ``ok``, or what SQLite finds wrong with its file; ``ok`` of a server."""
    if engine.dialect.name != "sqlite":
        return "ok"
    with engine.connect() as connection:
        broken = connection.execute(text("PRAGMA foreign_key_check")).fetchall()
        found = str(connection.execute(text("PRAGMA integrity_check")).scalar())
    return found if not broken else f"{len(broken)} rows point nowhere"
