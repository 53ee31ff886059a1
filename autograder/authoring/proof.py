"""The proof of a build: Otter itself gives full marks to the reference and none to the stubs."""

from __future__ import annotations

import json
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from autograder.assignment.assignment import (
    Assignment,
    Question,
)
from autograder.authoring.notebooks import (
    Notebook,
    notebook_json,
    reference_definitions,
    run_otter,
)
from autograder.base.errors import GradkitError
from autograder.base.language import Language

# -- the proof -------------------------------------------------------------------------------------


def prove_marks(assignment: Assignment, notebooks: dict[Language, Notebook], place: Path) -> None:
    """Grade the reference and the stubs with the real Otter; full marks and none, or no build."""
    solutions = reference_definitions(assignment)
    tasks = []
    for language, notebook in notebooks.items():
        filled = [
            {**cell, "source": solutions.get(cell["metadata"].get("exercise"), cell["source"])}
            for cell in notebook["cells"]
        ]
        tasks.append((f"reference_{language}", {**notebook, "cells": filled}, True))
        tasks.append((f"untouched_{language}", notebook, False))
    with ThreadPoolExecutor(max_workers=min(len(tasks), os.cpu_count() or 1)) as pool:
        wrong = list(pool.map(lambda task: _misjudged(assignment, place, *task), tasks))
    if found := [line for line in wrong if line]:
        raise GradkitError(f"{assignment.name}: {'; '.join(found)}")


def _misjudged(
    assignment: Assignment, place: Path, what: str, notebook: Notebook, is_right: bool
) -> str:
    """Return what is wrong with the marks that `otter run` gives a notebook, or nothing."""
    out = place / what
    out.mkdir()
    file = out / f"{what}.ipynb"
    file.write_text(notebook_json(notebook), encoding="utf-8")
    run_otter(["run", "-a", str(place / "autograder.zip"), "-o", str(out), str(file)], out)
    results = json.loads((out / "results.json").read_text(encoding="utf-8"))
    got = {test["name"]: (test.get("score"), test.get("max_score")) for test in results["tests"]}
    expected = {q.name: _marks(q, is_right) for q in assignment.questions}
    if got == expected:
        return ""
    names = [name for name in {**expected, **got} if got.get(name) != expected.get(name)]
    return f"{what} got {', '.join(f'{n}: {got.get(n)}, not {expected.get(n)}' for n in names)}"


def _marks(question: Question, is_right: bool) -> tuple[float, float]:
    return (question.points if is_right else 0, question.points)
