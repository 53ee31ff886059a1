"""The fixtures of the tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from harness import NAME, ROOT, SAMPLES, gradkit, results_in

from autograder.assignment.assignment import Assignment, opened
from autograder.authoring.build import Built, build


@pytest.fixture(scope="session")
def assignment() -> Iterator[Assignment]:
    with opened(NAME, ROOT) as found:
        yield found


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """What `gradkit build` makes, built once for all tests that only look at it."""
    place = tmp_path_factory.mktemp("built")
    return build(ROOT, NAME, dist=place / "dist", template=place / "template", prove=False)


@pytest.fixture(scope="session")
def graded_samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the sample submissions were graded into, once; tests leave it as it is."""
    place = tmp_path_factory.mktemp("samples")
    done = gradkit("grade", SAMPLES, "-o", place)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    return place


@pytest.fixture
def grade(tmp_path: Path) -> Callable[..., dict[str, Any]]:
    """Grade one submission given as the source of a `.py` file, through the command line."""

    def run(source: str, *options: object, name: str = "submission.py") -> dict[str, Any]:
        place = tmp_path / "in" / name
        place.parent.mkdir(exist_ok=True)
        place.write_text(source, encoding="utf-8")
        done = gradkit("grade", place, "-o", tmp_path / "out", "--jobs", 1, *options)
        assert done.returncode == 0, done.stderr
        return results_in(tmp_path / "out")[name]

    return run
