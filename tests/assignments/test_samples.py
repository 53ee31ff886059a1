"""Whole notebooks as students hand them in get what they deserve, through `gradkit grade`."""

from __future__ import annotations

import csv
import shutil
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from harness import SAMPLES, gradkit, results_in, scores

from autograder.results.result import schema

pytestmark = [pytest.mark.slow, pytest.mark.classes]

EXPECTED = tomllib.loads((SAMPLES / "expected.toml").read_text(encoding="utf-8"))


@pytest.fixture(name="out")
def _out(graded_samples: Path) -> Path:
    return graded_samples


@pytest.mark.parametrize("name", EXPECTED)
def test_sample_gets_what_it_deserves(out: Path, name: str) -> None:
    result = results_in(out)[name]
    expected: dict[str, Any] = EXPECTED[name]
    assert result["status"] == expected["status"]
    if result["status"] == "unreadable":
        assert set(scores(result).values()) == {None}, "an unreadable file has no points, not 0"
        return
    for question, score in scores(result).items():
        low, high = _range(expected.get(question, 0))
        assert low <= score <= high, (question, [c for c in _checks(result) if not c["earned"]])


def _range(points: Any) -> tuple[float, float]:
    return (points[0], points[1]) if isinstance(points, list) else (points, points)


def _checks(result: dict[str, Any]) -> list[dict[str, Any]]:
    return [check for question in result["questions"] for check in question["checks"]]


def test_results_follow_the_schema(out: Path) -> None:
    validator = jsonschema.Draft202012Validator(schema())
    for result in results_in(out).values():
        validator.validate(result)


def test_hidden_checks_show_no_input(out: Path) -> None:
    for result in results_in(out).values():
        hidden = [check for check in _checks(result) if check["visibility"] == "hidden"]
        assert hidden
        assert all(check["counterexample"] is None for check in hidden)


def test_csv_has_a_row_for_every_submission(out: Path) -> None:
    with open(out / "grades.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    header = (
        "submission,student_id,student_name,status,numerical_gradient,gradient_descent,"
        "SimpleNet,TwoLayerNet,total,max,percent,message"
    )
    assert list(rows[0]) == header.split(",")
    assert len(rows) == len(EXPECTED)
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())
    by_name = {row["submission"].lstrip("'"): row for row in rows}
    assert by_name["김민준_20231234_과제.ipynb"]["student_id"] == "20231234"
    assert by_name["김민준_20231234_과제.ipynb"]["student_name"] == "김민준"


def test_second_run_regrades_nothing_and_changes_no_byte(
    graded_samples: Path, tmp_path: Path
) -> None:
    # Of a copy: what other tests open beside this one leaves files beside its class.db for a while.
    out = tmp_path / "out"
    shutil.copytree(graded_samples, out)
    before = {path.name: path.read_bytes() for path in out.rglob("*.*") if path.is_file()}
    changed = {path: path.stat().st_mtime_ns for path in out.glob("results/*.json")}
    assert gradkit("grade", SAMPLES, "-o", out).returncode == 0
    assert {path.name: path.read_bytes() for path in out.rglob("*.*") if path.is_file()} == before
    assert {path: path.stat().st_mtime_ns for path in out.glob("results/*.json")} == changed


def test_same_bytes_on_a_fresh_run_and_other_jobs(out: Path, tmp_path: Path) -> None:
    some = sorted(SAMPLES.glob("*.ipynb"))[:6]
    done = gradkit("grade", *some, "-o", tmp_path, "--jobs", 1)
    assert done.returncode == 0, done.stderr
    for path in tmp_path.glob("results/*.json"):
        assert path.read_bytes() == (out / "results" / path.name).read_bytes()
