"""What was written for nbgrader or `otter assign` grades the same here; the rest is named."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
import pytest
from harness import gradkit, results_in

pytestmark = [pytest.mark.slow, pytest.mark.authors]

RIGHT = """
def double(x):
    return 2 * x

def checked(x):
    if x < 0:
        raise ValueError
    return x
"""
WRONG = "def double(x):\n    return x + x if x < 9 else x\n\ndef checked(x):\n    return x\n"


def _cell(source: str, kind: str = "code", **metadata: Any) -> Any:
    make = {
        "code": nbformat.v4.new_code_cell,
        "markdown": nbformat.v4.new_markdown_cell,
        "raw": nbformat.v4.new_raw_cell,
    }[kind]
    return make(source, metadata=metadata)


def _nbgrader() -> list[Any]:
    solution, test = {"solution": True, "grade": False}, {"solution": False, "grade": True}
    raises = (
        "try:\n    checked(-1)\nexcept ValueError:\n    pass\nelse:\n    raise AssertionError('no')"
    )
    hidden = "### BEGIN HIDDEN TESTS\nassert double(10) == 20\n### END HIDDEN TESTS"
    return [
        _cell("# Doubling", "markdown"),
        _cell("import math"),
        _cell(
            "def double(x):\n    ### BEGIN SOLUTION\n    return 2 * x\n    ### END SOLUTION",
            nbgrader=solution,
        ),
        _cell("assert double(2) == 4", nbgrader={**test, "grade_id": "t1", "points": 2}),
        _cell(f"assert double(0) == 0\n{hidden}", nbgrader={**test, "grade_id": "t2", "points": 3}),
        _cell(
            "def checked(x):\n    ### BEGIN SOLUTION\n    if x < 0:\n        raise ValueError\n"
            "    return x\n    ### END SOLUTION",
            nbgrader=solution,
        ),
        _cell(raises, nbgrader={**test, "grade_id": "t3", "points": 5}),
        _cell("del double", nbgrader={**test, "grade_id": "t4", "points": 1}),
    ]


def _otter() -> list[Any]:
    def question(name: str, points: int, solution: str, *tests: str) -> list[Any]:
        marks = [f"# BEGIN QUESTION\nname: {name}\npoints: {points}", "# BEGIN SOLUTION"]
        return [
            *(_cell(mark, "raw") for mark in marks),
            _cell(solution),
            *(_cell(mark, "raw") for mark in ("# END SOLUTION", "# BEGIN TESTS")),
            *(_cell(test) for test in tests),
            *(_cell(mark, "raw") for mark in ("# END TESTS", "# END QUESTION")),
        ]

    return [
        _cell("# ASSIGNMENT CONFIG\nname: doubling", "raw"),
        *question(
            "q1",
            5,
            "def double(x):\n    return 2 * x # SOLUTION",
            '""" # BEGIN TEST CONFIG\npoints: 2\n""" # END TEST CONFIG\n>>> double(2)\n4',
            "# HIDDEN\nassert double(10) == 20",
        ),
        *question(
            "q2",
            5,
            "def checked(x):\n    # BEGIN SOLUTION\n    if x < 0:\n        raise ValueError\n"
            "    return x\n    # END SOLUTION",
            "def test_negative(checked):\n    try:\n        checked(-1)\n    except ValueError:\n"
            "        return\n    raise AssertionError('no')",
        ),
        *question("q3", 1, "def unseen():\n    return 1 # SOLUTION", "assert strange == 1"),
    ]


@pytest.mark.parametrize("kind", [_nbgrader, _otter])
def test_an_imported_assignment_grades_the_same(tmp_path: Path, kind: Any) -> None:
    notebook = tmp_path / "source.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=kind()), notebook)
    done = gradkit("import", notebook, "doubling", cwd=tmp_path)
    assert "Traceback" not in done.stderr
    said = [line for line in done.stdout.splitlines() if line.startswith("not taken over: ")]
    assert len(said) == 1, done.stdout
    assert "deletes a student's name" in said[0] or "strange" in said[0]
    lesson = (tmp_path / "assignments/doubling/lesson.en.md").read_text(encoding="utf-8")
    assert "NotImplementedError" in lesson and "2 * x" not in lesson
    work = tmp_path / "work"
    work.mkdir()
    for name, source in (("right.py", RIGHT), ("wrong.py", WRONG)):
        (work / name).write_text(source, encoding="utf-8")
    options = ("-a", "doubling", "-o", tmp_path / "out")
    done = gradkit("grade", work, *options, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    scores = {name: result["score"] for name, result in results_in(tmp_path / "out").items()}
    assert scores == {"right.py": 10, "wrong.py": 2}


def test_a_notebook_of_neither_kind_is_refused(tmp_path: Path) -> None:
    notebook = tmp_path / "plain.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[_cell("x = 1")]), notebook)
    done = gradkit("import", notebook, "plain", cwd=tmp_path)
    assert done.returncode == 2 and "nor nbgrader's metadata" in done.stderr
    assert not (tmp_path / "assignments").exists()
