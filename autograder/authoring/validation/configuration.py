"""Slips in `assignment.toml`, and in the files that it names. Must never look into a check."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from autograder.assignment.assignment import REFERENCE
from autograder.assignment.settings import slips
from autograder.authoring.validation.author_files import AuthorFiles, defined_in
from autograder.authoring.validation.problem import Problem, meant


def of_configuration(files: AuthorFiles) -> Iterator[Problem]:
    """Yield what is wrong with assignment.toml itself."""
    data = files.data
    yield from (files.at(slip.place, slip.what) for slip in slips(data))
    if data.get("name", files.folder.name) != files.folder.name:
        what = f"name is {data['name']!r}, its folder {files.folder.name!r}: they have to be equal"
        yield files.at(("name",), what)
    languages = data.get("languages")
    if languages == []:
        yield files.at(("languages",), 'languages is empty; name at least one, such as "en"')
    for code in languages if isinstance(languages, list) else ():
        if not re.fullmatch(r"[a-z]{2,3}", str(code)):
            what = f'there is no language {code!r}: languages are codes such as "en", "ko", "de"'
            yield files.at(("languages",), what)
    counts = Counter(q.get("name") for q in files.questions)
    for place, question in enumerate(files.questions):
        name = question.get("name")
        if name is not None and counts[name] > 1:
            yield files.at(("questions", place, "name"), f"two questions are called {name!r}")
    if not files.questions and isinstance(data.get("questions"), list):
        yield files.at(("questions",), "there is no question: begin one with [[questions]]")


def of_files(files: AuthorFiles) -> Iterator[Problem]:
    """Yield the files that assignment.toml, or any assignment, needs and that are not there."""
    for path in (files.folder / "template.README.md", files.solutions / REFERENCE):
        if not path.is_file():
            yield Problem(path, 0, "there is no such file; every assignment needs it")
    for place, question in enumerate(files.questions):
        given = question.get("given", [])
        for name in given if isinstance(given, list) else ():
            path = files.folder / "given" / f"{name}.py"
            if not path.is_file():
                what = f"given names {name!r}, but there is no {path}"
                yield files.at(("questions", place, "given"), what)
            elif path in files.trees and name not in defined_in(files.trees[path]):
                yield Problem(path, 0, f"it has to define {name}, which stands in for students'")
        helpers = question.get("helpers", {})
        for name, module in helpers.items() if isinstance(helpers, dict) else ():
            wrong = _not_in_support(files, str(module), str(name))
            if wrong is not None:
                yield files.at(("questions", place, "helpers"), f"helpers: {wrong}")
    yield from _of_support(files)


def _of_support(files: AuthorFiles) -> Iterator[Problem]:
    support, other = files.data.get("support"), files.data.get("support_from")
    if isinstance(support, str) and other is None and not (files.folder / support).is_dir():
        yield files.at(("support",), f"there is no folder {files.folder / support}")
    if isinstance(other, str):
        if support is None:
            yield files.at(("support_from",), 'support_from needs support = "…" beside it')
        beside = files.folder.parent
        if not (beside / other / "assignment.toml").is_file():
            names = [path.parent.name for path in beside.glob("*/assignment.toml")]
            what = f"support_from: there is no assignment {other!r}{meant(other, names)}"
            yield files.at(("support_from",), what)


def _not_in_support(files: AuthorFiles, module: str, name: str) -> str | None:
    """Return what is wrong with a name of a module of the support package."""
    support = files.data.get("support")
    package, _, rest = module.partition(".")
    if not isinstance(support, str):
        return f'{module!r} is of a support package; say which with support = "…"'
    folders = [files.folder / support]
    if isinstance(other := files.data.get("support_from"), str):
        folders.append(files.folder.parent / other / support)
    places = [folder / f"{rest.replace('.', '/')}.py" for folder in folders]
    path = next((place for place in places if place.is_file()), None)
    if package != Path(support).name or path is None:
        return f"there is no module {module!r} in {folders[0]}"
    if name not in defined_in(ast.parse(path.read_text(encoding="utf-8"))):
        return f"{path} does not define {name}"
    return None
