"""The settings of an assignment that a self-check needs.

Must never need anything that a student's kit does not hold.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder.base.language import LANGUAGES
from autograder.selfcheck.inprocess import Allowance
from autograder.selfcheck.kit import SETTINGS, text_in

try:
    import tomllib
except ImportError:  # Python 3.10, where it comes with pytest
    import tomli as tomllib  # type: ignore[no-redef, import-not-found]

SEED = 0


@dataclass(frozen=True)
class Question:
    """What the settings say of an exercise."""

    name: str
    points: float = 0.0
    aliases: Mapping[str, list[str]] = field(default_factory=dict)
    given: tuple[str, ...] = ()
    variables: tuple[str, ...] = ()
    helpers: Mapping[str, str] = field(default_factory=dict)
    may_change: Mapping[str, list[int]] = field(default_factory=dict)

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
    looking: list[str] | None = None
    """The libraries that grading has stand-ins for; None: those that the engine knows."""
    graded_with: Mapping[str, str] = field(default_factory=dict)
    """The versions that grade: ``python`` and ``numpy``."""
    languages: tuple[str, ...] = LANGUAGES
    """Those of the lessons."""

    @property
    def python(self) -> tuple[int, int] | None:
        """The version of Python that grades, if it is known."""
        numbers = self.graded_with.get("python", "").split(".")
        return (int(numbers[0]), int(numbers[1])) if len(numbers) > 1 else None

    def question(self, name: str) -> Question:
        """Return the question ``name``; a check may ask for one that is not listed."""
        return next((q for q in self.questions if q.name == name), Question(name))

    @property
    def names(self) -> list[str]:
        """Return all names that are judged, in whatever spelling."""
        targets = [(n, *others) for q in self.questions for n, others in q.targets.items()]
        return [name for names in targets for name in names]


def settings_of(kit: Path) -> Settings:
    """Read ``assignment.toml``; without the file there are no aliases and nothing is given."""
    data: dict[str, Any] = tomllib.loads(text_in(kit, SETTINGS) or "")
    questions = tuple(
        Question(
            entry["name"],
            float(entry.get("points", 0)),
            entry.get("aliases", {}),
            tuple(entry.get("given", ())),
            tuple(entry.get("variables", ())),
            entry.get("helpers", {}),
            entry.get("may_change", {}),
        )
        for entry in data.get("questions", ())
        if not entry.get("manual")  # which a person grades
    )
    known = {
        name: float(data.get("limits", {}).get(name, d)) for name, d in vars(Allowance()).items()
    }
    return Settings(
        questions,
        data.get("own_modules", {}),
        Allowance(**known),
        data.get("looking"),
        data.get("graded_with", {}),
        tuple(data.get("languages", LANGUAGES)),
    )
