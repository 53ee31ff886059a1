"""Records on each database that the kit speaks to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import postgres_server
import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from autograder.records.store import Records

_count = iter(range(1, 10_000))


@pytest.fixture(scope="session")
def postgres_address() -> Iterator[str]:
    if not postgres_server.is_there():
        pytest.skip(postgres_server.ABSENT)
    with postgres_server.server() as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'class.db'}"
    given = make_url(request.getfixturevalue("postgres_address"))
    name = f"test{next(_count)}"
    server = create_engine(given.set(drivername="postgresql+psycopg"))
    with server.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    server.dispose()
    return given.set(database=name).render_as_string(hide_password=False)


@pytest.fixture
def records(address: str) -> Iterator[Records]:
    from autograder.records.database import check, connected

    found = Records(connected(address), "a class", "an_assignment")
    yield found
    assert check(found.engine) == "ok"
    found.engine.dispose()
