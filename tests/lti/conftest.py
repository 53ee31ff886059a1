"""A door, a platform that signs anything, and who goes from one to the other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from lms_servers import listening
from lti_door import Door, Forger, Visitor, door


@contextmanager
def both(folder: Path) -> Iterator[tuple[Door, Forger]]:
    with listening(Forger()) as forger, door(folder) as found:
        assert isinstance(forger, Forger)
        forger.register(found.tool)
        yield found, forger


@pytest.fixture
def together(tmp_path: Path) -> Iterator[tuple[Door, Forger]]:
    with both(tmp_path) as found:
        yield found


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Door, Forger]]:
    """A door for tests that leave nothing behind."""
    with both(tmp_path_factory.mktemp("door")) as found:
        yield found


@pytest.fixture
def opened(together: tuple[Door, Forger]) -> Door:
    return together[0]


@pytest.fixture
def platform(together: tuple[Door, Forger]) -> Forger:
    return together[1]


@pytest.fixture
def guest(together: tuple[Door, Forger]) -> Visitor:
    """A visitor at a door of the test's own."""
    return Visitor(*together)


@pytest.fixture
def visitor(standing: tuple[Door, Forger]) -> Iterator[Visitor]:
    """A visitor at the door that stands; nobody is in yet, and nobody stays."""
    standing[0].launches.clear()
    yield Visitor(*standing)
    standing[0].launches.clear()
