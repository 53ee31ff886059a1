"""Names of files, and what lies in a notebook beside its code: shown harmlessly, costs nothing."""

from __future__ import annotations

import csv
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from attack import DOUBLE, HEAD, SLOPE
from harness import gradkit, once, results_in

pytestmark = [pytest.mark.walls, pytest.mark.slow]

RANGE = Path(__file__).parent / "range"
RIGHT = HEAD + SLOPE + DOUBLE
TAG = "<img src=x onerror=alert(7)>"
NAMES = [
    "=1+1.py",
    "-rf.py",
    "@SUM(1).py",
    "a\tb.py",
    "line\nbreak.py",
    "\x1b[2J\x1b]0;t\x07.py",
    "\u202eyp.txt.py",
    "$(touch gradkit-7).py",
    "`id`;&|.py",
    "'\"><b>.py",
    "%2e%2e%2fetc%2fpasswd.py",
    "{{7*7}}${7*7}.py",
    "CON.py",
    "\u1112\u1161\u11ab.py",  # decomposed, as macOS writes it
    "\uac00" * 80 + ".py",
    "results.json.py",
]


def notebook() -> dict[str, Any]:
    """Return right work in a notebook in which everything else is hostile."""
    shown = {"text/html": TAG, "image/svg+xml": f"<svg onload='alert(7)'>{TAG}</svg>"}
    output = {"output_type": "display_data", "data": shown, "metadata": {"x": TAG}}
    error = {"output_type": "error", "ename": TAG, "evalue": "\x1b[2J", "traceback": ["x" * 10**6]}
    code = {"cell_type": "code", "metadata": {"tags": [TAG]}, "execution_count": 10**9}
    text = {"cell_type": "markdown", "metadata": {}, "source": f"{TAG}\n![x](attachment:x.svg)"}
    return {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {
            "kernelspec": {"name": TAG, "display_name": "\u202e", "language": "python"},
            "language_info": {"name": "python", "version": "=1+1"},
            "authors": [{"name": TAG}] * 1000,
        },
        "cells": [
            {**text, "id": TAG, "attachments": {"../../x.svg": {"image/svg+xml": TAG}}},
            {**code, "id": "a", "source": RIGHT, "outputs": [output, error] * 20},
        ],
    }


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return once(tmp_path_factory, "names", graded_below)


def graded_below(place: Path) -> None:
    """Grade a class of all these names into a folder."""
    (place / "in").mkdir(parents=True)
    for number, name in enumerate(NAMES):
        (place / "in" / name).write_text(f"{RIGHT}# {number}\n", encoding="utf-8")
    (place / "in" / f"{TAG}.ipynb".replace("/", "")).write_text(
        json.dumps(notebook()), encoding="utf-8"
    )
    with zipfile.ZipFile(place / "in" / "tricks.zip", "w") as archive:
        archive.writestr("../../escaped.py", RIGHT)
        archive.writestr("/absolute.py", RIGHT)
    done = gradkit("--root", RANGE, "grade", place / "in", "-o", place / "out")
    assert done.returncode in (0, 1), done.stderr
    (place / "said").write_text(done.stdout + done.stderr, encoding="utf-8")


def test_no_name_costs_a_point(out: Path) -> None:
    found = results_in(out / "out")
    scores = {name: result["score"] for name, result in found.items() if ".zip" not in name}
    assert len(scores) == len(NAMES) + 1
    assert set(scores.values()) == {7}


def test_nothing_that_acts_is_shown(out: Path) -> None:
    pages = [f for f in (out / "out").rglob("*.html")]
    assert pages
    for page in pages:
        assert "<img src=x" not in page.read_text(encoding="utf-8"), page
    for file in [out / "said", *(out / "out").rglob("*.csv"), *(out / "out").rglob("*.json")]:
        for character in file.read_text(encoding="utf-8"):
            assert character not in "\x1b\x07\u202e", file


def test_no_cell_is_a_formula(out: Path) -> None:
    rows = csv.reader((out / "out" / "grades.csv").read_text(encoding="utf-8").splitlines())
    assert [c for row in rows for c in row if c.strip()[:1] in tuple("=+-@")] == []


def test_nothing_lies_outside_the_results(out: Path) -> None:
    assert {f.name for f in out.iterdir()} == {"in", "out", "said"}
    assert not list(out.parent.glob("escaped.py")) and not Path("/absolute.py").exists()
    assert not (out / "in" / "gradkit-7").exists() and not Path("gradkit-7").exists()
