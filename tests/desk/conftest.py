"""A class at the desk."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from desk_class import make
from desk_server import Running, running
from harness import once

from autograder.records.store import Records


@pytest.fixture(scope="session")
def small_class(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class that was graded, which tests copy: to enter it takes longer than most of them."""
    return once(tmp_path_factory, "small_class", lambda folder: make(folder, 24).close())


@pytest.fixture
def desk(tmp_path: Path, small_class: Path) -> Iterator[Running]:
    """The desk of a small class that a test may change."""
    out = Path(shutil.copytree(small_class, tmp_path / "out"))
    with closing(Records.open(out)) as records, running(out, records) as found:
        yield found
