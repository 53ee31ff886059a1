"""What is wrong with an assignment, all at once: file, line, what to do.

An author's files are read as text; then, in a process of its own, the checks are tried on the
reference with a few examples each. Must never change a file.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from autograder.assignment.assignment import REFERENCE
from autograder.authoring.validation.author_files import AuthorFiles
from autograder.authoring.validation.check_files import of_checks
from autograder.authoring.validation.configuration import of_configuration, of_files
from autograder.authoring.validation.lessons import of_lessons
from autograder.authoring.validation.problem import Problem
from autograder.authoring.validation.solutions import of_solutions
from autograder.authoring.validation.tryout import of_tryout

__all__ = ["Problem", "problems"]


def problems(root: Path, name: str) -> Iterator[Problem]:
    """Yield all that is wrong with an assignment below ``root``; nothing: it can be built."""
    folder = root / "assignments" / name
    settings = folder / "assignment.toml"
    try:
        text = settings.read_text(encoding="utf-8")
        data = tomllib.loads(text)
    except FileNotFoundError:
        yield Problem(settings, 0, f"there is no such file; `gradkit new {name}` makes one")
        return
    except ValueError as error:  # no TOML, or not in UTF-8
        line = re.search(r"line (\d+)", str(error))
        yield Problem(settings, int(line[1]) if line else 0, f"is not valid TOML: {error}")
        return
    files = AuthorFiles(folder, root / "solutions" / name, text, data)
    seen = []
    for read in (of_configuration, of_files, of_lessons, of_checks, of_solutions):
        for problem in read(files):
            seen.append(problem)
            yield problem
    for problem in files.unreadable:
        seen.append(problem)
        yield problem
    if not any(_stops_everything(problem, files) for problem in seen):
        told = {(problem.path, problem.line) for problem in seen}
        for problem in of_tryout(folder, root / "solutions" / name / REFERENCE):
            if (problem.path, problem.line) not in told:
                yield problem


def _stops_everything(problem: Problem, files: AuthorFiles) -> bool:
    """Return whether nothing can be tried as long as this is wrong."""
    return problem.path in (files.settings, files.solutions / REFERENCE)
