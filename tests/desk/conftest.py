"""A class at the desk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from desk_class import make
from desk_server import Running, running


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Running]:
    """The desk of a small class that a test may change."""
    with (
        closing(make(tmp_path / "out", 24)) as records,
        running(tmp_path / "out", records) as found,
    ):
        yield found
