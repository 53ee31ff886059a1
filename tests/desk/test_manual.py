"""A question for a person, from `assignment.toml` to the desk: shown, never run, found again."""

from __future__ import annotations

import io
import json
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from harness import gradkit, once

from autograder.desk.answers import found
from autograder.desk.question_view import given_texts
from autograder.records.store import Records
from autograder.results.result import schema
from autograder.selfcheck.choice import is_untouched, stubs_in
from autograder.submissions.notebook import MANUAL_TAG, contents

QUESTIONS = """
[[questions]]
name = "explain"
points = 5
manual = true
rubric = [
  { id = "why", points = 3, title = { en = "says why", ko = "이유를 말함" } },
  { id = "how", points = 2, title = { en = "says how", ko = "방법을 말함" } },
]

[[questions]]
name = "plot"
points = 5
manual = true
bonus = true
"""
LESSON = """
## Exercise 3: in words

<!-- #region exercise="explain" -->
_Write your answer here._
<!-- #endregion -->

```python exercise="plot"
# Draw it here.
```

<!-- #region exercise="plot" -->
_What does it show?_
<!-- #endregion -->
"""
SOLVED = """import numpy as np
def mean_square(x):
    return float(np.mean(np.asarray(x) ** 2))
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a small assignment that has two questions for a person, built."""
    return once(tmp_path_factory, "manual", built_below)


def built_below(root: Path) -> None:
    root.mkdir()
    assert gradkit("--root", root, "new", "tiny").returncode == 0
    settings = root / "assignments" / "tiny" / "assignment.toml"
    settings.write_text(settings.read_text("utf-8") + QUESTIONS, encoding="utf-8")
    lesson = root / "assignments" / "tiny" / "lesson.en.md"
    lesson.write_text(lesson.read_text("utf-8") + LESSON, encoding="utf-8")
    done = gradkit("--root", root, "build", "tiny", "--no-prove", cwd=root)
    assert done.returncode == 0, done.stderr


def notebook(root: Path) -> list[dict[str, Any]]:
    path = next((root / "student_template").rglob("*_en.ipynb"))
    cells: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))["cells"]
    return cells


def answered(root: Path, poison: str = "raise SystemExit(3)") -> bytes:
    """What a student hands in: an exercise, an answer in words, and a plot."""
    cells = notebook(root)
    for cell in cells:
        exercise = cell["metadata"].get("exercise")
        if exercise == "mean_square":
            cell["source"] = SOLVED
        if exercise == "explain":
            cell["source"] = "Because squares are never negative."
        if exercise == "plot" and cell["cell_type"] == "code":
            cell["source"] = poison
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4}).encode()


@pytest.mark.slow
def test_the_notebook_shows_the_rubric_and_has_room_for_the_answer(root: Path) -> None:
    cells = notebook(root)
    texts = "\n".join("".join(cell["source"]) for cell in cells)
    assert "says why (+3)" in texts and "BEGIN PROMPT" not in texts
    assert "(a bonus of up to 5 points)" in texts
    tagged = [c for c in cells if MANUAL_TAG in c["metadata"].get("tags", ())]
    kinds = [(c["metadata"]["exercise"], c["cell_type"]) for c in tagged]
    assert kinds == [("explain", "markdown"), ("plot", "code"), ("plot", "markdown")]
    template = json.dumps({"cells": cells, "nbformat": 4}).encode()
    for name in ("explain", "plot"):
        given = given_texts(root / "assignments" / "tiny", name)
        assert not found(template, ".ipynb", name, given).is_there


@pytest.mark.slow
def test_the_notebook_as_it_was_handed_out_is_known_to_be_untouched(root: Path) -> None:
    """Also where cells are for a person, which tell nothing of whether work has begun."""
    with zipfile.ZipFile(next((root / "dist").rglob("*-student.zip"))) as archive:
        kit = next(name for name in archive.namelist() if name.endswith("selfcheck.zip"))
        with zipfile.ZipFile(io.BytesIO(archive.read(kit))) as inside:
            stubs = stubs_in(inside.read("stubs.json").decode())
    template = json.dumps({"cells": notebook(root), "nbformat": 4}).encode()
    assert is_untouched(contents(template, ".ipynb").cells, stubs)
    assert not is_untouched(contents(answered(root), ".ipynb").cells, stubs)


@pytest.mark.slow
def test_an_answer_is_found_in_the_built_notebook(root: Path) -> None:
    pieces = found(answered(root), ".ipynb", "explain", ["_Write your answer here._"]).pieces
    assert [piece.source for piece in pieces] == ["Because squares are never negative."]


@pytest.mark.slow
def test_it_waits_for_a_person_and_its_cell_is_never_run(root: Path, tmp_path: Path) -> None:
    file = tmp_path / "in" / "kim_20260001.ipynb"
    file.parent.mkdir()
    file.write_bytes(answered(root, "import os; os._exit(3)"))
    out = tmp_path / "out"
    done = gradkit("--root", root, "grade", file, "-o", out, "-a", "tiny")
    assert done.returncode == 0, done.stderr
    (path,) = (out / "results").iterdir()
    result = json.loads(path.read_text(encoding="utf-8"))
    jsonschema.validate(result, schema())
    scores = {q["name"]: q["score"] for q in result["questions"]}
    assert scores == {"mean_square": 10, "RunningMean": 0, "explain": None, "plot": None}
    assert (result["score"], result["max_score"]) == (None, 25)
    page = next((out / "feedback").glob("*.html"))
    assert "Bonus, up to 5 points, not graded yet" in page.read_text(encoding="utf-8")
    for name, points, total in (("explain", 3, 13), ("plot", 4, 17)):
        words = ("--question", name, "--points", points, "--reason", "read")
        done = gradkit("--root", root, "adjust", out, "20260001", *words, "--json")
        assert json.loads(done.stdout)["score"] == total
    said = page.read_text(encoding="utf-8")
    assert "Bonus, up to" not in said and "with a bonus of 4 for plot" in said
    assert (out / "grades.csv").read_text("utf-8").splitlines()[1].split(",")[4:10] == [
        *("10", "0", "3", "4", "17", "25")
    ]
    with closing(Records.open(out)) as records:
        (work,) = records.works()
        assert records.content(work.attempts[0].sha256) == (file.read_bytes(), ".ipynb")
