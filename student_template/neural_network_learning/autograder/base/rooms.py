"""The rooms of the engine (its packages), and which of them one needs, read off its imports."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

HOUSE = Path(__file__).parents[1]


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


def _named(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    modules = [n.module or "" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)]
    return {module.split(".")[1] for module in modules if module.startswith("autograder.")}
