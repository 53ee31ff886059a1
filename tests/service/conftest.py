"""A service that runs beside a test, on each database that the kit speaks to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import postgres_server
import pytest
from service_site import Served, grading, opened_small, served

from autograder.service.site import Site


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.system)])
def empty_database(request: pytest.FixtureRequest) -> Callable[[], str]:
    """Makes an empty database; its address is empty for SQLite in the service's own folder."""
    if request.param == "sqlite":
        return lambda: ""
    server: str = request.getfixturevalue("postgres_address")
    return lambda: postgres_server.new_database(server)


@pytest.fixture
def database(empty_database: Callable[[], str]) -> str:
    """The address of an empty database."""
    return empty_database()


@pytest.fixture
def site(tmp_path: Path, database: str) -> Iterator[Site]:
    with opened_small(tmp_path, database=database) as found:
        yield found


@pytest.fixture
def idle(tmp_path: Path) -> Iterator[Served]:
    """A service in which nothing is graded."""
    with opened_small(tmp_path) as site, served(site) as found:
        yield found


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Served]:
    """A service on SQLite, with a grader."""
    with opened_small(tmp_path) as site, served(site) as found, grading(site):
        yield found
