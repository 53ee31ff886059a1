"""Other autograders, set up to do the same: the same checks on the same notebooks.

Otter as it comes (`otter generate`, no plugin) and nbgrader, in an environment of its own. Each
runs the checks in the notebook's kernel, through `equivalent.py`; none confines anything.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
_OTTER_TEST = """OK_FORMAT = False
name = {name!r}
points = 1
from otter.test_files import test_case

@test_case(points=1)
def test_all(env):
    from equivalent import run
    run({name!r}, env)
"""


def environment(assignment: str) -> dict[str, str]:
    """Return what the kernels need to find the checks."""
    folder, solutions = ROOT / "assignments" / assignment, ROOT / "solutions" / assignment
    return {
        "GRADKIT_ASSIGNMENT": str(folder),
        "GRADKIT_REFERENCE": str(solutions / "reference.py"),
        "PYTHONPATH": os.pathsep.join(map(str, (ROOT, folder, HERE))),
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }


def notebook(cells: Sequence[str], metadata: Sequence[dict[str, object]] = ()) -> str:
    """Return a notebook of code cells as text."""
    extra = [*metadata, *[{}] * (len(cells) - len(metadata))]
    return json.dumps(
        {
            "cells": [
                {
                    "cell_type": "code",
                    "id": f"cell-{number}",
                    "metadata": more,
                    "source": source,
                    "outputs": [],
                    "execution_count": None,
                }
                for number, (source, more) in enumerate(zip(cells, extra, strict=True))
            ],
            "metadata": {
                "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}
            },
            "nbformat": 4,
            "nbformat_minor": 5,
        }
    )


def otter_zip(place: Path, questions: Sequence[str]) -> Path:
    """Make an autograder of stock Otter; return its zip."""
    tests = place / "otter-tests"
    tests.mkdir()
    for name in questions:
        (tests / f"{name}.py").write_text(_OTTER_TEST.format(name=name), encoding="utf-8")
    made = place / "otter.zip"
    otter = [str(Path(sys.executable).with_name("otter")), "generate", "--no-requirements"]
    otter += ["--no-environment", "--no-config", "-t", str(tests), "-o", str(made)]
    subprocess.run(otter, check=True, cwd=place, capture_output=True)
    return made


def otter_score(results: Path) -> float:
    """Return the points in a results.json of Otter's."""
    tests = json.loads(results.read_text(encoding="utf-8"))["tests"]
    return sum(test.get("score", 0) for test in tests)


def nbgrader_venv(place: Path) -> Path:
    """Make an environment with nbgrader where there is none yet; return its folder of programs."""
    programs = place / "bin"
    if not (programs / "nbgrader").exists():
        subprocess.run([sys.executable, "-m", "venv", str(place)], check=True)
        wanted = ["nbgrader", "ipykernel", "numpy", "hypothesis", "pytest", "msgpack"]
        install = [str(programs / "python"), "-m", "pip", "install", "--quiet", *wanted]
        subprocess.run(install, check=True, capture_output=True)
    return programs


def on_path(programs: Path) -> dict[str, str]:
    """Return this environment with an environment's programs first: nbgrader calls `alembic`."""
    return {**os.environ, "PATH": f"{programs}{os.pathsep}{os.environ.get('PATH', '')}"}


def nbgrader_course(
    place: Path, questions: Sequence[str], submissions: dict[str, str], programs: Path
) -> Path:
    """Make a course with one released assignment and what was handed in; return its folder."""
    course = place / "course"
    (course / "source" / "ps1").mkdir(parents=True)
    (course / "nbgrader_config.py").write_text(
        "c = get_config()\nc.CourseDirectory.course_id = 'bench'\n"
        "c.ExecutePreprocessor.timeout = 600\n",
        encoding="utf-8",
    )
    tests = [f"from equivalent import run\nrun({name!r}, globals())" for name in questions]
    metadata = [_nbgrader("work", solution=True, points=0), *map(_test, questions)]
    source = notebook(["### BEGIN SOLUTION\n### END SOLUTION", *tests], metadata)
    (course / "source" / "ps1" / "nb.ipynb").write_text(source, encoding="utf-8")
    release = [str(programs / "nbgrader"), "generate_assignment", "ps1"]
    subprocess.run(release, check=True, cwd=course, capture_output=True, env=on_path(programs))
    released = json.loads((course / "release" / "ps1" / "nb.ipynb").read_text(encoding="utf-8"))
    for name, text in submissions.items():
        released["cells"][0]["source"] = text
        folder = course / "submitted" / name / "ps1"
        folder.mkdir(parents=True)
        (folder / "nb.ipynb").write_text(json.dumps(released), encoding="utf-8")
    return course


def _test(name: str) -> dict[str, object]:
    return _nbgrader(f"test-{name}", solution=False, points=1)


def _nbgrader(identity: str, *, solution: bool, points: int) -> dict[str, object]:
    cell = {"grade": not solution, "grade_id": identity, "locked": not solution}
    cell |= {"schema_version": 3, "solution": solution, "task": False}
    return {"nbgrader": cell if solution else {**cell, "points": points}}


def nbgrader_scores(course: Path, programs: Path) -> list[float]:
    """Return what nbgrader gave to each that it graded."""
    code = (
        "from nbgrader.api import Gradebook\n"
        "with Gradebook('sqlite:///gradebook.db') as book:\n"
        "    print([s.score for s in book.assignment_submissions('ps1')])"
    )
    command = [str(programs / "python"), "-c", code]
    done = subprocess.run(
        command, check=True, cwd=course, capture_output=True, text=True, env=on_path(programs)
    )
    scores: list[float] = json.loads(done.stdout.splitlines()[-1])
    return scores
