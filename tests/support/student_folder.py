"""A student's folder with the notebook solved, made without `otter assign`."""

from __future__ import annotations

from pathlib import Path

import nbformat

from autograder.assignment.assignment import Assignment
from autograder.authoring.handout import Handout, kit_files


def make(folder: Path, assignment: Assignment) -> None:
    """Put there what `pytest` needs, and the reference as a notebook."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in Handout({}, kit_files(assignment, {}), {}).beside.items():
        (folder / name).write_bytes(data)
    code = assignment.reference.read_text(encoding="utf-8")
    cells = [nbformat.v4.new_code_cell(code)]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), folder / "solved.ipynb")
