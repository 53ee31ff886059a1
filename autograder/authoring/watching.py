"""Seeing each change: validate, grade the samples, write their pages, at every save.

Must never stop at a mistake: the author is in the middle of one.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from autograder.assignment.assignment import opened
from autograder.authoring.validation import problems
from autograder.base.errors import GradkitError
from autograder.grading.batch import Options
from autograder.grading.run import grade_class
from autograder.results.store import Stored
from autograder.submissions.reading import find

_LOOK_SECONDS = 0.5


def saves(root: Path, name: str) -> Iterator[None]:
    """Yield at once, and then each time that a file of the assignment was saved."""
    before: dict[Path, int] | None = None
    while True:
        now = _times(root, name)
        if now != before:
            before = now
            yield
        time.sleep(_LOOK_SECONDS)


def _times(root: Path, name: str) -> dict[Path, int]:
    found = {}
    for kind in ("assignments", "solutions"):
        for path in (root / kind / name).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                found[path] = path.stat().st_mtime_ns
    return found


def looked_at(root: Path, name: str, out: Path, echo: Callable[[str], object]) -> Stored | None:
    """Validate and grade the samples into ``out``; None where something is wrong, which is said."""
    if wrong := list(problems(root, name)):
        for problem in wrong:
            echo(str(problem))
        return None
    samples = root / "assignments" / name / "samples"
    try:
        with opened(name, root) as assignment:
            return grade_class(assignment, find([samples]), out, Options(), "quiet").results
    except GradkitError as error:
        echo(str(error))
        return None
