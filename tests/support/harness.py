"""What the tests share: the repository's places, and the command line run as a user runs it."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import command_server
import pytest
from filelock import FileLock

Found = TypeVar("Found")
ROOT = Path(__file__).resolve().parents[2]
NAME = "neural_network_learning"
SAMPLES = ROOT / "assignments" / NAME / "samples"
SOLUTIONS = ROOT / "solutions" / NAME


def gradkit(*arguments: object, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run the command line as a user does, who names the assignment that these tests are about."""
    arguments = _with_name(arguments) if cwd == ROOT else arguments
    return command_server.run("gradkit", [str(argument) for argument in arguments], cwd)


def _with_name(arguments: tuple[object, ...]) -> tuple[object, ...]:
    command, *others = arguments or ("",)
    if command in ("grade", "check") and not {"-a", "--assignment"} & set(map(str, others)):
        return (*arguments, "-a", NAME)
    if command in ("build", "demo", "audit") and (not others or str(others[0]).startswith("-")):
        return (command, NAME, *others)
    return arguments


RETURNS_ONE = '''
@check("f", points=10)
def test_one(student):
    """It is one

    1이다
    """
    assert student.f() == 1
'''


def small_assignment(root: Path, checks: str = RETURNS_ONE, points: int = 10) -> Path:
    """Make an assignment `mini` of one question `f`, whose reference returns 1; return its root."""
    folder = root / "assignments" / "mini" / "checks" / "public"
    folder.mkdir(parents=True)
    (folder.parent.parent / "assignment.toml").write_text(
        'name = "mini"\nseed = 1\ntitle = {en = "Homework 4", ko = "과제 4"}\n'
        f'[[questions]]\nname = "f"\npoints = {points}\n',
        encoding="utf-8",
    )
    source = f"from autograder.checks import check\n{checks}"
    (folder / "test_f.py").write_text(source, encoding="utf-8")
    solution = root / "solutions" / "mini" / "reference.py"
    solution.parent.mkdir(parents=True)
    solution.write_text("def f(): return 1\n", encoding="utf-8")
    return root


def results_in(out: Path) -> dict[str, dict[str, Any]]:
    """Return the results of a run by submission."""
    found = [json.loads(p.read_text(encoding="utf-8")) for p in out.glob("results/*.json")]
    return {result["submission"]: result for result in found}


def failed(result: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the checks that were not passed."""
    return [c for q in result["questions"] for c in q["checks"] if c["outcome"] != "passed"]


def scores(result: dict[str, Any]) -> dict[str, float]:
    """Return the score of each question."""
    return {question["name"]: question["score"] for question in result["questions"]}


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """Return a folder that ``make`` has filled, once for all processes of this test run."""
    place = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        place = place.parent
    folder, done = place / name, place / f"{name}.done"
    with FileLock(place / f"{name}.lock"):
        if not done.exists():
            make(folder)
            done.touch()
    return folder


def found_once(factory: pytest.TempPathFactory, name: str, find: Callable[[], Found]) -> Found:
    """Return what ``find`` returns, which is asked once for all processes of this test run."""

    def make(folder: Path) -> None:
        folder.mkdir()
        (folder / "found").write_bytes(pickle.dumps(find()))

    found: Found = pickle.loads((once(factory, name, make) / "found").read_bytes())
    return found
