"""The catalogue of misconceptions: per file one wrong solution, what is wrong with it, and a hint.

A file's name is the misconception's id; its docstring is the title, in English and then in Korean;
``PART`` is the part that it gets wrong, ``HINT_EN`` and ``HINT_KO`` (one is enough) are what a
student is told.
Files are taken apart, never imported, and the catalogue must never reach a student's folder.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from pathlib import Path

from autograder.base.errors import GradkitError
from autograder.base.language import Text, in_order

_HINTS = ("HINT_EN", "HINT_KO")


@dataclass(frozen=True)
class Misconception:
    """A solution with one fault."""

    id: str
    part: str
    """The one part that it gets wrong: ``KMeans.labels``."""
    title: Text
    hint: Text
    source: str


def catalogue(folder: Path) -> dict[str, Misconception]:
    """Return the misconceptions of a folder by their ids, sorted; none where there is no folder.

    Raises GradkitError, with one line, where a file is not whole.
    """
    return {path.stem: read(path) for path in sorted(folder.glob("*.py"))}


def read(path: Path) -> Misconception:
    """Return the misconception of one file; raise GradkitError where it is not whole."""
    source = path.read_text(encoding="utf-8")
    try:
        module = ast.parse(source)
    except SyntaxError as error:
        raise GradkitError(f"{path}: line {error.lineno}: {error.msg}") from None
    said = dict(_constants(module))
    others = {
        name.removeprefix("HINT_").lower(): words
        for name, words in said.items()
        if re.fullmatch(r"HINT_[A-Z]{2,3}", name) and name not in _HINTS
    }
    hints = [said[name] for name in _HINTS if said.get(name)] or list(others.values())
    if not said.get("PART") or not hints:
        there = {"PART": said.get("PART"), "HINT_EN or HINT_KO": hints}
        lacking = " and ".join(name for name, is_there in there.items() if not is_there)
        raise GradkitError(f"{path}: no {lacking}; each is one plain string")
    titles = [" ".join(p.split()) for p in (ast.get_docstring(module) or "").split("\n\n")]
    if not titles[0]:
        raise GradkitError(f"{path}: its docstring is its title; write one")
    return Misconception(
        id=path.stem,
        part=said["PART"],
        title=in_order([title.rstrip(".") for title in titles]),
        hint=Text(hints[0], hints[1] if len(hints) > 1 else None, **others),
        source=source,
    )


def _constants(module: ast.Module) -> list[tuple[str, str]]:
    """Return the names that are bound to one string each, its lines joined."""
    found = []
    for node in module.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            for target in node.targets:
                if isinstance(target, ast.Name) and isinstance(node.value.value, str):
                    found.append((target.id, " ".join(node.value.value.split())))
    return found
