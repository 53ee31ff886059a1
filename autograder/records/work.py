"""What the records hold of one student's (or group's) work, as plain values.

Rules and pages are made from these. Must never know a database.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from autograder.submissions.identity import Person

Kind = Literal["adjust", "rubric", "comment", "extend", "waive", "forgive", "counts", "take_back"]
KINDS: tuple[Kind, ...] = (
    "adjust",
    "rubric",
    "comment",
    "extend",
    "waive",
    "forgive",
    "counts",
    "take_back",
)
TOTAL = "total"


@dataclass(frozen=True)
class Change:
    """One thing that a person decided. Never changed itself: a later one takes its place."""

    kind: Kind
    target: str
    """``total``, ``question:NAME`` or ``check:ID``; empty where the kind says all."""
    value: Mapping[str, Any]
    reason: str
    who: str
    at: datetime
    id: int = 0
    """Counts up in the order of writing; 0: not written yet."""
    work: int | None = None
    """None: of the whole class."""
    submission: int | None = None
    """The attempt it speaks of; None: of the work, whichever attempt counts."""


@dataclass(frozen=True)
class Outcome:
    """What a run of the judge found in an attempt."""

    id: int
    run: int
    at: datetime
    result: dict[str, Any]
    """As in `results/*.json`."""


@dataclass(frozen=True)
class Attempt:
    """One handing in."""

    id: int
    number: int
    """1 for the first one."""
    name: str
    key: str
    sha256: str
    handed_in_at: datetime | None
    """With its time zone; None where nobody told."""
    late: bool | None
    """What the LMS said; None where it said nothing."""
    outcomes: tuple[Outcome, ...] = ()
    """The oldest first; those of runs that were taken back are not among them."""

    @property
    def result(self) -> dict[str, Any] | None:
        """The newest result; None while there is none."""
        return self.outcomes[-1].result if self.outcomes else None


@dataclass(frozen=True)
class Work:
    """All that one student or one group handed in."""

    id: int
    key: str
    people: tuple[Person, ...]
    attempts: tuple[Attempt, ...]
    """The oldest first."""
    changes: tuple[Change, ...] = ()
    """The oldest first."""

    @property
    def seen(self) -> int:
        """The newest change's number, by which a page knows whether it is out of date."""
        return max((change.id for change in self.changes), default=0)

    @property
    def signs(self) -> set[str]:
        """All by which a rule may name one of its people."""
        found = {self.key}
        for person in self.people:
            found |= {person.number, person.login, person.user, person.email, person.name}
        found |= {attempt.name for attempt in self.attempts}
        return found - {""}

    @property
    def title(self) -> str:
        """Its people's names, or what else tells whose it is."""
        names = [p.name or p.number or p.login or p.user or p.email for p in self.people]
        known = ", ".join(filter(None, names))
        return known or (self.attempts[-1].name if self.attempts else self.key)


def holding(changes: tuple[Change, ...]) -> dict[tuple[str, int | None, str], Change]:
    """Return what holds: the last change by kind, attempt and target."""
    return {(c.kind, c.submission, c.target): c for c in sorted(changes, key=lambda c: c.id)}


def checks_of(result: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield every check of a result."""
    for question in result["questions"]:
        yield from question["checks"]
