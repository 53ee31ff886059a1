"""The student's `assignment.toml`.

Must never need anything that a student's folder does not hold.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from autograder.selfcheck.inprocess import Allowance

SEED = 0


# -- one question's data -------------------------------------------------------------------------


@dataclass(frozen=True)
class Question:
    """What a student's ``assignment.toml`` says of an exercise."""

    name: str
    aliases: Mapping[str, list[str]] = field(default_factory=dict)
    given: tuple[str, ...] = ()
    variables: tuple[str, ...] = ()
    helpers: Mapping[str, str] = field(default_factory=dict)

    @property
    def targets(self) -> dict[str, list[str]]:
        """The names that are judged, each with the other spellings that count."""
        return {self.name: [], **dict.fromkeys(self.variables, []), **self.aliases}


@dataclass(frozen=True)
class Settings:
    """What a self-check needs to know of an assignment."""

    questions: tuple[Question, ...]
    own_modules: Mapping[str, list[str]]
    limits: Allowance

    def question(self, name: str) -> Question:
        """Return the question ``name``; a check may ask for one that is not listed."""
        return next((q for q in self.questions if q.name == name), Question(name))


def settings_of(folder: Path) -> Settings:
    """Read ``assignment.toml``; without the file there are no aliases and nothing is given."""
    try:
        data = tomllib.loads((folder / "assignment.toml").read_text(encoding="utf-8"))
    except FileNotFoundError:
        data = {}
    questions = tuple(
        Question(
            entry["name"],
            entry.get("aliases", {}),
            tuple(entry.get("given", ())),
            tuple(entry.get("variables", ())),
            entry.get("helpers", {}),
        )
        for entry in data.get("questions", ())
    )
    known = {
        name: float(data.get("limits", {}).get(name, d)) for name, d in vars(Allowance()).items()
    }
    return Settings(questions, data.get("own_modules", {}), Allowance(**known))


def on_path(folder: Path) -> None:
    """Have the checks and the support package found."""
    for place in (str(folder), str(folder / "checks")):
        if place not in sys.path:
            sys.path.insert(0, place)
