"""The class in rows: who has what, and why a person should look. Must never decide a grade."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from autograder.base.language import Text
from autograder.desk.classroom import Classroom
from autograder.records.sentences import sentence
from autograder.records.standing import QuestionStanding, Standing, standing
from autograder.records.work import Work
from autograder.submissions.similarity import Group, groups, template_fingerprint

FLAGS = ("manual", "late", "unreadable", "internal_error", "alike", "adjusted", "not_graded")


@dataclass(frozen=True)
class Row:
    """One work in the class's table."""

    work: Work
    standing: Standing
    status: str
    flags: tuple[str, ...]
    said: Text
    """Why the total is what it is; empty where the checks alone say."""

    @property
    def number(self) -> str:
        """Its people's student numbers, or what else the LMS knows them by."""
        people = self.work.people
        return ", ".join(filter(None, (p.number or p.login or p.user for p in people)))

    @property
    def questions(self) -> dict[str, QuestionStanding]:
        """The questions of the attempt that counts, by name."""
        counted = self.standing.counted
        return {q.name: q for q in counted.questions} if counted else {}

    @property
    def file(self) -> str:
        """The name of the newest file."""
        return self.work.attempts[-1].name if self.work.attempts else ""


class Asked(NamedTuple):
    """A question of the class's assignment."""

    name: str
    maximum: Decimal
    is_manual: bool
    """Whether a person grades it."""
    is_bonus: bool


@dataclass(frozen=True)
class Overview:
    """The class as it is now."""

    rows: tuple[Row, ...]
    alike: tuple[tuple[Group, tuple[Row, ...]], ...]
    version: str
    """Changes whenever a page made of this would."""
    questions: tuple[Asked, ...]

    def row(self, work: int) -> Row | None:
        """Return a work's row."""
        return next((row for row in self.rows if row.work.id == work), None)

    def neighbours(self, work: int) -> tuple[Row | None, Row | None]:
        """Return the rows before and after a work's."""
        places = [n for n, row in enumerate(self.rows) if row.work.id == work]
        if not places:
            return None, None
        place = places[0]
        after = self.rows[place + 1] if place + 1 < len(self.rows) else None
        return (self.rows[place - 1] if place else None), after


def version_of(room: Classroom) -> str:
    """Return what changes whenever the class does: decisions, results, `class.toml`."""
    rules = room.out / "class.toml"
    stamp = rules.stat().st_mtime_ns if rules.exists() else 0
    return "-".join(map(str, (*room.records.version(), stamp)))


def overview(room: Classroom) -> Overview:
    """Read the class's records and work out every standing."""
    version = version_of(room)
    works, changes, rules = room.records.works(), room.records.class_changes(), room.rules
    found = _alike(room, works)
    in_group = {work for _, members in found for work in members}
    rows = []
    for work in works:
        stands = standing(rules, work, changes)
        said = sentence(stands, rules.late) or Text("", "")
        status = _status(work)
        flags = _flags(work, stands, status, work.id in in_group)
        rows.append(Row(work, stands, status, flags, said))
    rows.sort(key=lambda row: (row.work.title, row.work.id))
    by_work = {row.work.id: row for row in rows}
    alike = tuple((g, tuple(by_work[w] for w in members)) for g, members in found)
    return Overview(tuple(rows), alike, version, _questions(rows))


def _status(work: Work) -> str:
    result = work.attempts[-1].result if work.attempts else None
    return str(result["status"]) if result else "not_graded"


def _flags(work: Work, stands: Standing, status: str, is_alike: bool) -> tuple[str, ...]:
    decided = bool(stands.total) or bool(
        stands.counted
        and any(c.kind == "adjust" for q in stands.counted.questions for c in q.decided)
    )
    facts = {
        "manual": bool(stands.to_grade),
        "late": stands.is_late,
        "unreadable": status == "unreadable" and stands.score is None,
        "internal_error": status == "internal_error" and stands.score is None,
        "alike": is_alike,
        "adjusted": decided,
        "not_graded": status == "not_graded",
    }
    return tuple(name for name in FLAGS if facts[name])


def _questions(rows: Sequence[Row]) -> tuple[Asked, ...]:
    """Return the questions of the results that most of the class have."""
    kinds = Counter(
        tuple(
            Asked(q.name, q.maximum, q.is_manual, q.is_bonus)
            for q in row.standing.counted.questions
        )
        for row in rows
        if row.standing.counted
    )
    return kinds.most_common(1)[0][0] if kinds else ()


def _alike(room: Classroom, works: Sequence[Work]) -> list[tuple[Group, list[int]]]:
    """Return groups of near-identical newest attempts, with their works."""
    newest = {str(w.id): a for w in works for a in w.attempts[-1:] if a.result}
    template = template_fingerprint(room.assignment.folder) if room.assignment else ""
    results = {name: attempt.result or {} for name, attempt in newest.items()}
    prints = tuple(
        (name, results[name].get("fingerprint", ""), attempt.sha256)
        for name, attempt in newest.items()
    )
    return [(group, [int(name) for name in group.members]) for group in _groups(prints, template)]


@lru_cache(maxsize=4)  # a decision changes nothing of it, and is followed by the class's page
def _groups(prints: tuple[tuple[str, str, str], ...], template: str) -> list[Group]:
    files = {name: sha256 for name, _, sha256 in prints}
    return groups({name: print_ for name, print_, _ in prints}, files, template)
