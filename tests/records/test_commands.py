"""The desk's commands: a person's word in every table, on pages and in an LMS's sheet."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from harness import gradkit, small_assignment
from jsonschema import validate

from autograder.pages.class_summary import schema

pytestmark = pytest.mark.slow

NAME = "한소율"


@pytest.fixture
def out(graded_samples: Path, tmp_path: Path) -> Path:
    """The graded samples, a copy that a test may change."""
    shutil.copytree(graded_samples, tmp_path / "out")
    return tmp_path / "out"


def row(out: Path, name: str = NAME) -> dict[str, str]:
    with open(out / "grades.csv", encoding="utf-8", newline="") as file:
        return next(r for r in csv.DictReader(file) if name in r["submission"])


def page(out: Path, name: str = NAME) -> str:
    found = next(p for p in (out / "feedback").iterdir() if name in p.name)
    return found.read_text(encoding="utf-8")


def said(*words: object) -> Any:
    done = gradkit(*words, "--json")
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return json.loads(done.stdout.splitlines()[-1])


def test_a_persons_points_are_seen_wherever_the_score_is(out: Path) -> None:
    before = row(out)
    found = said("adjust", out, NAME, "--question", "SimpleNet", "--add", 3, "--reason", "oral")
    total = float(before["total"]) + 3
    assert found["score"] == total
    after = row(out)
    assert float(after["total"]) == total
    assert float(after["SimpleNet"]) == float(before["SimpleNet"]) + 3
    assert "oral" in after["message"] and "oral" in page(out)
    report = json.loads((out / "class.json").read_text(encoding="utf-8"))
    validate(report, schema())
    student = next(s for s in report["students"] if NAME in s["submission"])
    assert student["score"] == total and "oral" in student["said"]
    assert "oral" in (out / "report.html").read_text(encoding="utf-8")
    # The judge's own result stays what it was.
    result = next(p for p in (out / "results").iterdir() if NAME in p.name)
    assert json.loads(result.read_text(encoding="utf-8"))["score"] == float(before["total"])
    cleared = said("adjust", out, NAME, "--question", "SimpleNet", "--clear")
    assert cleared["score"] == float(before["total"])
    assert row(out) == before


def test_history_tells_who_did_what_when(out: Path) -> None:
    said("adjust", out, NAME, "--points", 50, "--reason", "oral")
    done = gradkit("history", out, NAME, "--json")
    events = [json.loads(line) for line in done.stdout.splitlines()]
    assert [event["what"] for event in events] == ["handed in", "graded", "adjust"]
    assert events[-1]["reason"] == "oral"


def test_a_forgiven_check_changes_all_that_missed_it(out: Path) -> None:
    check = "public/test_gradient_descent::test_known_result"
    found = said("forgive", out, check, "--full", "--reason", "the text was wrong")
    assert found["changed"] > 0
    again = said("forgive", out, check, "--no")
    assert again["changed"] == found["changed"]


@pytest.mark.parametrize(
    ("words", "said_in_one_line"),
    [
        (("adjust", "OUT", NAME, "--points", 5), "--reason"),
        (("adjust", "OUT", NAME, "--reason", "x"), "give one of"),
        (("adjust", "OUT", "nobody at all", "--points", 5, "--reason", "x"), "nobody of that name"),
        (("adjust", "OUT", ".ipynb", "--points", 5, "--reason", "x"), "several fit"),
        (("adjust", "OUT", NAME, "--check", "x", "--add", 5, "--reason", "x"), "several fit"),
        (("extend", "OUT", NAME, "tomorrow"), "2026-10-05T23:59:00"),
        (("regrade", "OUT", "--take-back", 77), "no re-grade 77"),
    ],
)
def test_a_slip_is_told_in_one_line(
    words: tuple[object, ...], said_in_one_line: str, out: Path
) -> None:
    done = gradkit(*(out if word == "OUT" else word for word in words))
    assert done.returncode == 2
    assert said_in_one_line in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_grading_a_folder_again_keeps_a_persons_points_and_enters_nothing_twice(
    tmp_path: Path,
) -> None:
    root, out = small_assignment(tmp_path), tmp_path / "out"
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "kim_20261234.py").write_text("x = 1\n", encoding="utf-8")
    grade = ("--root", root, "grade", tmp_path / "in", "-o", out)
    for _ in range(2):
        assert gradkit(*grade).returncode == 0
    adjust = ("--root", root, "adjust", out, "20261234", "--points", 40, "--reason", "on paper")
    said(*adjust)
    (tmp_path / "in" / "kim_20261234.py").write_text("x = 2\n", encoding="utf-8")
    assert gradkit(*grade).returncode == 0
    assert row(out, "kim")["total"] == "40"
    done = gradkit("history", out, "20261234", "--json")
    events = [json.loads(line) for line in done.stdout.splitlines()]
    assert [event["what"] for event in events] == ["handed in", "graded"] * 2 + ["adjust"]
