"""The engine knows no assignment and no exercise by name: what it does, it does for any."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

HOME = Path(__file__).parents[2]
ENGINE = HOME / "autograder"
_READ = {".css", ".html", ".js", ".json", ".md", ".po", ".py", ".toml", ".txt"}


def _names() -> set[str]:
    """Return the names of all assignments, their questions and what else students write."""
    found = set()
    for path in HOME.glob("assignments/*/assignment.toml"):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        found.add(data["name"])
        for question in data["questions"]:
            found |= {question["name"], *question.get("aliases", {}), *question.get("helpers", {})}
        found |= {name for names in data.get("own_modules", {}).values() for name in names}
    return found


def test_the_engine_has_no_name_of_any_exercise() -> None:
    names = _names()
    assert len(names) > 15
    any_name = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(names)))})(?!\w)")
    told = []
    for path in sorted(ENGINE.rglob("*")):
        if path.suffix in _READ:
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                if found := any_name.search(line):
                    told.append(f"{path.relative_to(HOME)}:{number}: {found[0]}")
    assert told == []
