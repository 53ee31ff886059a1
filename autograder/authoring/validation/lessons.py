"""Slips in the lessons: stubs that are missing, twice, or no Python.

Must never make a notebook.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.authoring.validation.author_files import AuthorFiles, defined_in
from autograder.authoring.validation.problem import Problem, meant
from autograder.base.language import LANGUAGES

_STUB = re.compile(r'^(?:```|<!-- #region).*\bexercise="([^"]*)"', re.MULTILINE)


@dataclass(frozen=True)
class _Stub:
    name: str
    line: int
    source: str
    end: str
    is_closed: bool
    is_python: bool


def of_lessons(files: AuthorFiles) -> Iterator[Problem]:
    """Yield what is wrong with the lesson of each language."""
    languages = files.data.get("languages", LANGUAGES)
    for language in languages if isinstance(languages, list | tuple) else ():
        path = files.folder / f"lesson.{language}.md"
        try:
            text = path.read_text(encoding="utf-8")
        except FileNotFoundError:
            what = f"there is no such file; assignment.toml has `languages` with {language!r} in it"
            yield Problem(path, 0, what)
        except UnicodeDecodeError:
            yield Problem(path, 0, "is not in UTF-8: save it as UTF-8")
        else:
            yield from _of_lesson(files, path, list(_stubs(text)))


def _stubs(text: str) -> Iterator[_Stub]:
    for found in _STUB.finditer(text):
        body = text[found.end() :].partition("\n")[2]
        end = "```" if found[0].startswith("```") else "<!-- #endregion -->"
        closing = re.search(rf"^{end}[ \t]*$", body, re.MULTILINE)
        line = text.count("\n", 0, found.start()) + 1
        source = body[: closing.start()] if closing else body
        yield _Stub(found[1], line, source, end, bool(closing), found[0].startswith("```python"))


def _of_lesson(files: AuthorFiles, path: Path, stubs: list[_Stub]) -> Iterator[Problem]:
    names = files.names
    found = [stub.name for stub in stubs]
    for place, stub in enumerate(stubs):
        if stub.name not in names:
            what = f"there is no question {stub.name!r} in assignment.toml{meant(stub.name, names)}"
            yield Problem(path, stub.line, what)
        elif stub.name in found[:place] and stub.name in files.judged:
            yield Problem(path, stub.line, f"a second stub of {stub.name}; there has to be one")
        elif stub.name in found[: max(0, place - 1)] and found[place - 1] != stub.name:
            what = f"the cells of {stub.name} have to stand next to one another"
            yield Problem(path, stub.line, what)
        elif not stub.is_closed:
            what = f"the cell of {stub.name} has no {stub.end} at its end"
            yield Problem(path, stub.line, what)
        elif stub.name in files.judged and stub.is_python:
            yield from _of_stub(path, stub)
    for name in names:
        if name not in found:
            what = f'no stub of {name}: a cell that begins with ```python exercise="{name}"'
            yield Problem(path, 0, what)
    in_order = [name for name in found if name in files.judged]
    if sorted(in_order) == sorted(files.judged) and in_order != files.judged:
        order = ", ".join(files.judged)
        yield Problem(path, 0, f"its stubs are not in the order of the questions: {order}")


def _of_stub(path: Path, stub: _Stub) -> Iterator[Problem]:
    try:
        tree = ast.parse(stub.source)
    except SyntaxError as error:
        yield Problem(path, stub.line + (error.lineno or 1), f"is not Python: {error.msg}")
        return
    if stub.name not in defined_in(tree):
        yield Problem(path, stub.line, f"the stub of {stub.name} does not define {stub.name}")
