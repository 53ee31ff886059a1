"""Slips in the reference and the catalogue of misconceptions. Must never run a solution."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from autograder.assignment.assignment import MISCONCEPTIONS, REFERENCE
from autograder.assignment.forms import written
from autograder.assignment.misconceptions import Misconception, read
from autograder.authoring.validation.author_files import AuthorFiles, defined_in
from autograder.authoring.validation.check_files import parts_of
from autograder.authoring.validation.problem import Problem, meant
from autograder.base.errors import GradkitError


def of_solutions(files: AuthorFiles) -> Iterator[Problem]:
    """Yield what is wrong with what lies beside the reference, and with the reference."""
    yield from _of_reference(files)
    yield from _of_misconceptions(files)
    yield from _of_rewritten(files)
    path = files.solutions / "mutants.toml"
    if path.is_file():
        try:
            tomllib.loads(path.read_text(encoding="utf-8"))
        except ValueError as error:
            line = re.search(r"line (\d+)", str(error))
            yield Problem(path, int(line[1]) if line else 0, f"is not valid TOML: {error}")


def _of_reference(files: AuthorFiles) -> Iterator[Problem]:
    """Yield what of the reference would not get into the notebook that `gradkit build` makes."""
    path = files.solutions / REFERENCE
    if (tree := files.trees.get(path)) is None:
        return
    there = defined_in(tree)
    questions = files.judged
    for name in questions:
        if name not in there:
            yield Problem(path, 0, f"it does not define {name}, which is a question")
    imports = (ast.Import, ast.ImportFrom)
    helpers = {n for n, node in there.items() if n not in questions}
    helpers -= {n for n, node in there.items() if isinstance(node, imports)}
    for name in questions:
        definition = there.get(name)
        free = helpers - _own_names(definition) if definition is not None else set()
        for node in ast.walk(definition) if definition is not None else ():
            if isinstance(node, ast.Name) and node.id in free:
                free.discard(node.id)
                what = f"{name} uses {node.id}, which is not copied into the notebook: put it "
                what += f"inside {name} or into the support package"
                yield Problem(path, node.lineno, what)


def _own_names(definition: ast.AST) -> set[str]:
    """Return the names that a definition binds itself."""
    nodes = list(ast.walk(definition))
    stored = {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    return stored | {n.arg for n in nodes if isinstance(n, ast.arg)}


def _of_misconceptions(files: AuthorFiles) -> Iterator[Problem]:
    folder = files.solutions / MISCONCEPTIONS
    parts = parts_of(files)
    known: dict[str, str] = {}
    for path in sorted(folder.glob("*.py")):
        if (tree := files.trees.get(path)) is None:
            continue  # one that is no Python has been told
        try:
            misconception = read(path)
        except GradkitError as error:
            yield Problem(path, 0, str(error).partition(": ")[2])
            continue
        known[misconception.id] = misconception.part
        yield from _of_misconception(files, path, misconception, tree, parts)
    try:
        written(folder, known)
    except GradkitError as error:
        file, _, what = str(error).partition(": ")
        yield Problem(Path(file), 0, what)


def _of_misconception(
    files: AuthorFiles, path: Path, known: Misconception, tree: ast.Module, parts: set[str]
) -> Iterator[Problem]:
    if known.part not in parts:
        line = next((n.lineno for n in tree.body if "PART" in ast.unparse(n).split(" = ")), 0)
        yield Problem(path, line, f"PART is {known.part!r}{meant(known.part, parts)}")
        return
    question = known.part.partition(".")[0]
    entry = next(q for q in files.questions if q.get("name") == question)
    aliases = entry.get("aliases", {})
    names = {question, *aliases, *entry.get("variables", [])}
    names |= {spelling for spellings in aliases.values() for spelling in spellings}
    if not names & set(defined_in(tree)):
        yield Problem(path, 0, f"it does not define {question}, which its PART is of")


def _of_rewritten(files: AuthorFiles) -> Iterator[Problem]:
    """Yield folders of `rewritten` that are of no misconception."""
    known = [path.stem for path in (files.solutions / MISCONCEPTIONS).glob("*.py")]
    for path in sorted((files.solutions / "rewritten").glob("*/")):
        if path.is_dir() and path.name not in known and path.name != "__pycache__":
            yield Problem(path, 0, f"there is no misconception {path.name!r}")
