"""The fixtures of the tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import postgres_server
import pytest
from browser import CHROMIUM, MISSING, running
from harness import NAME, ROOT, SAMPLES, gradkit, once, results_in
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser

from autograder.assignment.assignment import Assignment, opened
from autograder.authoring.build import Built, build

# How long an example takes is the machine's business, which may have other things to do.
settings.register_profile("tests", deadline=None, suppress_health_check=[HealthCheck.too_slow])
# A fifth of it is for the inner loop: `make check` asks for it, by Hypothesis's own option.
settings.register_profile("quick", settings.get_profile("tests"), max_examples=20)
settings.load_profile("tests")

# Fixtures that take seconds: a build, a graded class, judges, a service that grades.
_SLOW = {"built", "graded_samples", "graded", "grade", "results", "pool", "mini", "small"}
_SLOW.add("of_layers")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what waits for one of these as slow, and what looks at graded samples as of a class."""
    for item in items:
        if isinstance(item, pytest.Function) and _SLOW & set(item.fixturenames):
            item.add_marker(pytest.mark.slow)
            if "graded_samples" in item.fixturenames:
                item.add_marker(pytest.mark.classes)


@pytest.fixture(scope="session")
def assignment() -> Iterator[Assignment]:
    with opened(NAME, ROOT) as found:
        yield found


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """What `gradkit build` makes, built once for all tests that only look at it."""
    folder = once(
        tmp_path_factory,
        "built",
        lambda f: build(ROOT, NAME, dist=f / "dist", template=f / "template", prove=False),
    )
    target = folder / "dist" / NAME
    return Built(target / f"{NAME}-student.zip", target / "autograder.zip", folder / "template")


@pytest.fixture(scope="session")
def graded_samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the sample submissions were graded into, once; tests leave it as it is."""

    def make(folder: Path) -> None:
        done = gradkit("grade", SAMPLES, "-o", folder)
        assert done.returncode == 0, done.stderr
        assert "Traceback" not in done.stdout + done.stderr

    return once(tmp_path_factory, "samples", make)


@pytest.fixture(scope="session")
def postgres_address() -> Iterator[str]:
    """A PostgreSQL server of this process's own."""
    if not postgres_server.is_there():
        pytest.skip(postgres_server.ABSENT)
    with postgres_server.server() as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser of this machine's; without one its tests say so loudly."""
    if CHROMIUM is None:
        pytest.skip(MISSING)
    with running() as found:
        yield found


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
