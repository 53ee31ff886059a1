"""A service that runs beside a test, on each database that the kit speaks to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import postgres_server
import pytest
from browser import CHROMIUM, MISSING
from browser import running as browser_running
from playwright.sync_api import Browser
from service_site import Served, grading, opened_small, served
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from autograder.service.site import Site

_count = iter(range(1, 10_000))


@pytest.fixture(scope="session")
def postgres_address() -> Iterator[str]:
    if not postgres_server.is_there():
        pytest.skip(postgres_server.ABSENT)
    with postgres_server.server() as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database(request: pytest.FixtureRequest) -> Callable[[], str]:
    """Makes an empty database; its address is empty for SQLite in the service's own folder."""
    if request.param == "sqlite":
        return lambda: ""
    given = make_url(request.getfixturevalue("postgres_address"))

    def make() -> str:
        name = f"service{next(_count)}"
        server = create_engine(given.set(drivername="postgresql+psycopg"))
        with server.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        server.dispose()
        return given.set(database=name).render_as_string(hide_password=False)

    return make


@pytest.fixture
def database(empty_database: Callable[[], str]) -> str:
    """The address of an empty database."""
    return empty_database()


@pytest.fixture
def site(tmp_path: Path, database: str) -> Iterator[Site]:
    with opened_small(tmp_path, database=database) as found:
        yield found


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Served]:
    """A service on SQLite, with a grader."""
    with opened_small(tmp_path) as site, served(site) as found, grading(site):
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip(MISSING)
    with browser_running() as found:
        yield found
