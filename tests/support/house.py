"""The rooms of the engine and the arrows between them, as the picture in the documentation."""

from __future__ import annotations

import ast
import functools
from pathlib import Path

import autograder

HOUSE = Path(autograder.__file__).parent
PAGE = HOUSE.parent / "docs" / "architecture.md"
BEGIN, END = "<!-- rooms: made from the imports -->\n", "<!-- end of rooms -->\n"


@functools.cache
def imports(path: Path) -> frozenset[str]:
    """Return the rooms that a module imports from, wherever in it."""
    found = set[str]()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        found |= {n.split(".")[1] for n in names if n.startswith("autograder.")}
    return frozenset(found)


def arrows() -> dict[str, set[str]]:
    """Return what each room imports."""
    rooms = sorted(path.parent.name for path in HOUSE.glob("*/__init__.py"))
    return {
        room: {o for p in (HOUSE / room).rglob("*.py") for o in imports(p)} - {room}
        for room in rooms
    }


def needed(found: dict[str, set[str]]) -> dict[str, set[str]]:
    """Return the arrows that do not follow from others: the transitive reduction."""

    def below(room: str) -> set[str]:
        return found[room] | {far for near in found[room] for far in below(near)}

    return {
        room: near - {far for other in near for far in below(other)} for room, near in found.items()
    }


def picture() -> str:
    """Return a Mermaid graph of the rooms, users above what they use."""
    lines = [
        f"  {room} --> {other}"
        for room, others in sorted(needed(arrows()).items())
        for other in sorted(others)
    ]
    return "\n".join(["```mermaid", "graph TD", *lines, "```", ""])


def written() -> str:
    """Return the picture that the page holds."""
    return PAGE.read_text(encoding="utf-8").partition(BEGIN)[2].partition(END)[0]


if __name__ == "__main__":
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    PAGE.write_text(before + BEGIN + picture() + END + rest.partition(END)[2], encoding="utf-8")
