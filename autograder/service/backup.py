"""A backup: every row of the database and the keys, in one file that only its owner reads.

Rows are written as the tables have them, so that what was in SQLite can be restored into
PostgreSQL. Must never be half written under its own name, nor restored over anything.
"""

from __future__ import annotations

import base64
import gzip
import json
import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from sqlalchemy import Engine, Table, func, insert, select, text
from sqlalchemy.orm import Session

from autograder.base.errors import GradkitError
from autograder.base.files import UNFINISHED
from autograder.lti import schema as lti_tables
from autograder.records.database import reading, revision, writing
from autograder.records.schema import Base
from autograder.service import schema as service_tables
from autograder.service.site import KEYS, own_folder

SCHEMA = "gradkit/backup/1"
_ROWS_AT_A_TIME = 200


def back_up(engine: Engine, folder: Path, target: Path) -> int:
    """Write all rows, as they are at one moment, and the keys; return how many rows."""
    if target.exists():
        raise GradkitError(f"{target}: is there already; name another file")
    beside = target.with_name(f".{target.name}.{os.getpid()}{UNFINISHED}")
    try:
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as raw:
            with gzip.open(raw, "wt", encoding="utf-8") as file:
                count = _write(engine, folder, file)
            raw.flush()
            os.fsync(raw.fileno())
        os.replace(beside, target)
    except OSError as error:
        raise GradkitError(
            f"{target}: {error.strerror}: name a file that can be written"
        ) from error
    finally:
        with suppress(OSError):
            beside.unlink()
    return count


def _write(engine: Engine, folder: Path, file: IO[str]) -> int:
    _line(file, {"schema": SCHEMA, "revision": revision(engine)})
    for path in sorted((folder / KEYS).glob("*")):
        content = base64.b64encode(path.read_bytes()).decode()
        _line(file, {"key": path.name, "content": content})
    count = 0
    with reading(_as_at_one_moment(engine)) as session:
        for table in _tables():
            for row in session.execute(select(table).order_by(*table.primary_key)).mappings():
                _line(file, {"table": table.name, "row": {k: _plain(v) for k, v in row.items()}})
                count += 1
    _line(file, {"end": count})
    return count


def _as_at_one_moment(engine: Engine) -> Engine:
    """Return the engine that reads all tables as they are at one moment, as SQLite does anyway."""
    if engine.dialect.name == "sqlite":
        return engine
    return engine.execution_options(isolation_level="REPEATABLE READ")


def _line(file: IO[str], value: dict[str, Any]) -> None:
    file.write(json.dumps(value, ensure_ascii=True) + "\n")


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return {"moment": value.isoformat()}
    if isinstance(value, bytes):
        return {"bytes": base64.b64encode(value).decode()}
    if isinstance(value, (dict, list)):
        return {"json": value}
    return value


def _value(value: Any) -> Any:
    if isinstance(value, dict):
        ((kind, said),) = value.items()
        if kind == "moment":
            return datetime.fromisoformat(said)
        return base64.b64decode(said) if kind == "bytes" else said
    return value


def restore(engine: Engine, folder: Path, source: Path) -> int:
    """Put a backup into an empty database and folder; return how many rows.

    All of it or nothing. Raises GradkitError where anything is there already, or the file is not
    whole.
    """
    with reading(engine) as session:
        if any(session.scalar(select(func.count()).select_from(t)) for t in _tables()):
            raise GradkitError("the database is not empty: restore into a new one")
    keys: dict[str, bytes] = {}
    with writing(engine) as session:
        count = _read(session, source, keys)
        _advance(session)
        if keys:
            _write_keys(folder / KEYS, keys)
    return count


_ROOMS = (lti_tables, service_tables)
"""Whose tables are in the database beside the records'."""


def _tables() -> list[Table]:
    return list(Base.metadata.sorted_tables)


def _read(session: Session, source: Path, keys: dict[str, bytes]) -> int:
    tables = {table.name: table for table in _tables()}
    waiting: list[dict[str, Any]] = []
    last: Table | None = None
    count, end = 0, None
    for line in _lines(source, revision(session.get_bind().engine)):
        if "key" in line:
            keys[line["key"]] = base64.b64decode(line["content"])
        elif "end" in line:
            end = line["end"]
        else:
            table = tables[line["table"]]
            if last is not None and (table is not last or len(waiting) >= _ROWS_AT_A_TIME):
                session.execute(insert(last), waiting)
                waiting = []
            last = table
            waiting.append({name: _value(value) for name, value in line["row"].items()})
            count += 1
    if last is not None and waiting:
        session.execute(insert(last), waiting)
    if end != count:
        raise GradkitError(f"{source}: ends before its end: {count} rows of {end or 'more'}")
    return count


def _lines(source: Path, now: str) -> Iterator[dict[str, Any]]:
    try:
        with gzip.open(source, "rt", encoding="utf-8") as file:
            head = json.loads(file.readline())
            if head.get("schema") != SCHEMA:
                raise GradkitError(f"{source}: is not a backup of gradkit")
            if head["revision"] != now:
                raise GradkitError(
                    f"{source}: is of the tables {head['revision']}, these are {now}: restore it "
                    "with the gradkit that made it, then start the new one"
                )
            yield from map(json.loads, file)
    except (OSError, EOFError, ValueError) as error:
        raise GradkitError(f"{source}: cannot be read as a backup: {error}") from error


def _advance(session: Session) -> None:
    """Have PostgreSQL count on from the numbers that were restored; SQLite does by itself."""
    if session.get_bind().dialect.name != "postgresql":
        return
    for table in _tables():
        if "id" in table.columns:
            session.execute(
                text(
                    f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), "
                    f"(SELECT coalesce(max(id), 1) FROM {table.name}))"
                )
            )


def _write_keys(folder: Path, keys: dict[str, bytes]) -> None:
    own_folder(folder)
    for name, content in keys.items():
        path = folder / Path(name).name
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
