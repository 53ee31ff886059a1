"""What the tests share: the repository, the assignment, and one run over many submissions."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from autograder.assignment import Assignment, opened

ROOT = Path(__file__).resolve().parents[1]
NAME = "neural_network_learning"
SAMPLES = ROOT / "assignments" / NAME / "samples"
SOLUTIONS = ROOT / "solutions" / NAME

Run = Callable[..., subprocess.CompletedProcess[str]]


def gradkit(*arguments: object, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run the command line as a user does."""
    command = [sys.executable, "-c", "from autograder.cli import main; main()"]
    return subprocess.run(
        [*command, *map(str, arguments)], cwd=cwd, capture_output=True, text=True, check=False
    )


def results_in(out: Path) -> dict[str, dict[str, Any]]:
    """Return the results of a run by submission."""
    found = [json.loads(p.read_text(encoding="utf-8")) for p in out.glob("results/*.json")]
    return {result["submission"]: result for result in found}


def scores(result: dict[str, Any]) -> dict[str, float]:
    """Return the score of each question."""
    return {question["name"]: question["score"] for question in result["questions"]}


@pytest.fixture(scope="session")
def assignment() -> Iterator[Assignment]:
    with opened(NAME, ROOT) as found:
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
