"""Records on each database that the kit speaks to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import postgres_server
import pytest

from autograder.records.store import Records


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.system)])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'class.db'}"
    return postgres_server.new_database(request.getfixturevalue("postgres_address"))


@pytest.fixture
def records(address: str) -> Iterator[Records]:
    from autograder.records.database import check, connected

    found = Records(connected(address), "a class", "an_assignment")
    yield found
    assert check(found.engine) == "ok"
    found.engine.dispose()
