"""A class at the desk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from browser import CHROMIUM, MISSING
from browser import running as browser_running
from desk_class import make
from desk_server import Running, running
from playwright.sync_api import Browser


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Running]:
    """The desk of a small class that a test may change."""
    with (
        closing(make(tmp_path / "out", 24)) as records,
        running(tmp_path / "out", records) as found,
    ):
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip(MISSING)
    with browser_running() as found:
        yield found
