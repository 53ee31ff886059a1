"""Grading again: first who would gain and who would lose, then apply it, or take it back."""

from __future__ import annotations

import json
import shutil
import time
from contextlib import closing
from pathlib import Path

import pytest
import requests
from desk_server import TOKEN, running
from harness import gradkit, once

from autograder.assignment.assignment import opened
from autograder.records.store import Records

RIGHT = """import numpy as np
def mean_square(x):
    return float(np.mean(np.asarray(x) ** 2))
"""
SUM = RIGHT.replace("np.mean", "np.sum")
REFERENCE = "solutions/tiny/reference.py"
LEE, KIM = "20260001", "20260002"


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class of two, graded by a small assignment, one check of which was changed since."""
    return once(tmp_path_factory, "regrade", graded_below)


def graded_below(root: Path) -> None:
    (root / "in").mkdir(parents=True)
    assert gradkit("--root", root, "new", "tiny").returncode == 0
    for number, source in ((LEE, RIGHT), (KIM, SUM)):
        (root / "in" / f"{number}.py").write_text(source, encoding="utf-8")
    done = gradkit("--root", root, "grade", root / "in", "-o", root / "out")
    assert done.returncode == 0, done.stderr
    words = ("--question", "RunningMean", "--points", 4, "--reason", "on paper")
    assert gradkit("--root", root, "adjust", root / "out", LEE, *words).returncode == 0
    # The sum was meant all along: whoever took it gains the points, who took the mean loses them.
    for path in (*(root / "assignments").rglob("*.py"), root / REFERENCE):
        text = path.read_text("utf-8").replace("np.mean(", "np.sum(").replace("12.5", "25.0")
        path.write_text(text, encoding="utf-8")


@pytest.fixture
def root(graded: Path, tmp_path: Path) -> Path:
    """A copy of that class for one test."""
    return shutil.copytree(graded, tmp_path / "root")


def break_a_check(root: Path) -> None:
    """Have a check contradict its own reference."""
    path = root / "assignments" / "tiny" / "checks" / "public" / "test_mean_square.py"
    path.write_text(path.read_text("utf-8").replace("25.0", "24.0"), encoding="utf-8")


def scores(root: Path) -> dict[str, float]:
    report = json.loads((root / "out" / "class.json").read_text(encoding="utf-8"))
    return {student["number"]: student["score"] for student in report["students"]}


@pytest.mark.slow
def test_a_re_grade_is_seen_first_then_applied_then_taken_back(root: Path) -> None:
    before = scores(root)
    content = {p: p.read_bytes() for p in (root / "out").rglob("*.json")}
    done = gradkit("--root", root, "regrade", root / "out", "--dry-run", "--json")
    told = [json.loads(line) for line in done.stdout.splitlines()]
    changes = {one["student"]: one["after"] - one["before"] for one in told}
    assert changes[LEE] < 0 < changes[KIM]
    assert content == {p: p.read_bytes() for p in (root / "out").rglob("*.json")}
    done = gradkit("--root", root, "regrade", root / "out", "--reason", "the sum was meant")
    assert done.returncode == 0, done.stderr
    # What a person gave stays, what the machine gave is computed anew.
    assert scores(root) == {who: before[who] + change for who, change in changes.items()}
    assert scores(root)[LEE] == 4
    done = gradkit("--root", root, "regrade", root / "out", "--take-back", 2)
    assert done.returncode == 0, done.stderr
    assert scores(root) == before
    done = gradkit("--root", root, "history", root / "out", "--json")
    whats = [json.loads(line)["what"] for line in done.stdout.splitlines()]
    assert whats == ["grade", "regrade", "take_back"]


@pytest.mark.slow
def test_what_cannot_be_judged_again_keeps_its_points(root: Path) -> None:
    before = scores(root)
    break_a_check(root)
    done = gradkit("--root", root, "regrade", root / "out")
    assert done.returncode == 1
    assert "2 could not be judged again" in done.stdout
    assert scores(root) == before


@pytest.mark.slow
def test_a_re_grade_at_the_desk_changes_nothing_before_it_is_applied(root: Path) -> None:
    out = root / "out"
    with (
        closing(Records.open(out)) as records,
        opened("tiny", root) as assignment,
        running(out, records, assignment=assignment) as desk,
    ):

        def post(do: str) -> None:
            words = {"csrf": TOKEN, "do": do, "reason": "the sum was meant"}
            assert requests.post(f"{desk.address}regrade", data=words, timeout=60).ok

        post("start")
        for _ in range(600):
            text = requests.get(f"{desk.address}regrade", timeout=60).text
            if "data-refresh" not in text:
                break
            time.sleep(0.2)
        assert "<b>1</b> would gain, <b>1</b> would lose" in text
        assert [len(a.outcomes) for w in records.works(history=True) for a in w.attempts] == [1, 1]
        post("apply")
        assert [len(a.outcomes) for w in records.works(history=True) for a in w.attempts] == [2, 2]
        assert [run.kind for run in records.runs()] == ["grade", "regrade"]
