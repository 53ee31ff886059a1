"""The rooms of the engine (its packages), and which of them one needs, read off its imports."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

HOUSE = Path(__file__).parents[1]
_IMPORTS = re.compile(r"^[ \t]*from autograder\.(\w+)[\w.]* import ", re.M)


@cache
def rooms_below(room: str) -> tuple[str, ...]:
    """Return a room and all rooms that it imports from, whole and over every step, sorted."""
    found: set[str] = set()
    left = {room}
    while left:
        name = left.pop()
        found.add(name)
        left |= {other for path in (HOUSE / name).rglob("*.py") for other in _named(path)} - found
    return tuple(sorted(found))


@cache
def modules_for(room: str) -> tuple[Path, ...]:
    """Return the modules that a room's own need, over every step, sorted; its own included."""
    found: set[Path] = set()
    left = set((HOUSE / room).rglob("*.py"))
    while left:
        path = left.pop()
        found.add(path)
        named = {module for name in _imported(path) for module in _files_of(name)}
        left |= {*named, path.parent / "__init__.py"} - found
    return tuple(sorted({*found, HOUSE / "__init__.py"}))


def _files_of(name: str) -> Iterator[Path]:
    """Yield the file of a module of the engine, whether ``name`` is it or something in it."""
    for parts in (name.split(".")[1:], name.split(".")[1:-1]):
        path = HOUSE.joinpath(*parts)
        if path.with_suffix(".py").is_file() and parts:
            yield path.with_suffix(".py")
        elif (path / "__init__.py").is_file() and parts:
            yield path / "__init__.py"


def _imported(path: Path) -> set[str]:
    """Return the names that a module imports from the engine: ``autograder.room.module.name``."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    froms = [n for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)]
    names = {f"{n.module}.{alias.name}" for n in froms for alias in n.names}
    return {name for name in names if name.startswith("autograder.")}


def _named(path: Path) -> set[str]:
    """Return the rooms that a module imports from.

    Read off its lines: a parser takes 20 times as long, and this is asked at every start.
    """
    return set(_IMPORTS.findall(path.read_text(encoding="utf-8")))
