"""What must not be given away, searched for in the student's folder."""

from __future__ import annotations

import ast
import json
import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

from autograder.assignment.assignment import (
    MISCONCEPTIONS,
)
from autograder.assignment.misconceptions import Misconception, catalogue
from autograder.base.trees import files_below

# Shorter lines of a solution (`return x`) are in everybody's code and give nothing away.
_TELLING_LENGTH = 20


# -- what must not be given away -------------------------------------------------------------------


def leaks(template: Path, assignment_folder: Path, reference: Path) -> list[str]:
    """Return what of the solution, the misconceptions, the hidden checks and the seed is in it."""
    known = catalogue(reference.parent / MISCONCEPTIONS)
    secrets = _secrets(assignment_folder, reference) | _misunderstood(known.values())
    settings = tomllib.loads((assignment_folder / "assignment.toml").read_text(encoding="utf-8"))
    seed = re.compile(rf"(?<![\w.]){re.escape(str(settings['seed']))}(?![\w.])")
    hidden = _hidden_names(assignment_folder)
    found = []
    for name, path in files_below(template):
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        if path.suffix == ".ipynb":
            text = "\n".join("".join(cell["source"]) for cell in json.loads(text)["cells"])
        lines = {_normal(line) for line in text.splitlines()}
        found += [f"{name}: {what}" for line, what in secrets.items() if line in lines]
        words = set(re.findall(r"\w+", text))
        found += [f"{name}: the hidden check {test}" for test in sorted(words & hidden)]
        found += [f"{name}: the misconception {each}" for each in sorted(words & known.keys())]
        if len(str(settings["seed"])) > 3 and seed.search(text):
            found.append(f"{name}: the seed")
    return found


def _normal(line: str) -> str:
    return "".join(line.partition("  #")[0].split())


def _secrets(folder: Path, reference: Path) -> dict[str, str]:
    """Return the telling lines of what solves the assignment, each with what it is."""
    found = {}
    for source in [reference, *sorted((folder / "given").glob("*.py"))]:
        tree = ast.parse(source.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                for statement in node.body[ast.get_docstring(node) is not None :]:
                    for line in ast.unparse(statement).splitlines():
                        if len(_normal(line)) >= _TELLING_LENGTH:
                            found[_normal(line)] = f"`{line.strip()}` of {source.name}"
    return found


def _misunderstood(known: Iterable[Misconception]) -> dict[str, str]:
    """Return the lines of the misconceptions' titles and hints, each with whose it is."""
    return {
        _normal(line): f"words of the misconception {misconception.id}"
        for misconception in known
        for node in ast.walk(ast.parse(misconception.source))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        for line in node.value.splitlines()
        if len(_normal(line)) >= _TELLING_LENGTH
    }


def _hidden_names(folder: Path) -> set[str]:
    def names(part: str) -> set[str]:
        return {
            node.name
            for path in sorted((folder / "checks" / part).rglob("*.py"))
            for node in ast.parse(path.read_text(encoding="utf-8")).body
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
        }

    return names("hidden") - names("public")
