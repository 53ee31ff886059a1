"""The class at a glance: what it can do, what to teach again, and whom to look at.

Made from results and who they are of, as data (`class.json`, see `class.schema.json`) and as a
page. A flag here is for a person to look at; this module must never change a grade.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from statistics import mean, median
from typing import Any

from autograder.assignment.assignment import Assignment
from autograder.assignment.misconceptions import catalogue
from autograder.base.language import Language
from autograder.base.text import one_line
from autograder.judge.diagnosis.hint import EXAMPLE, KNOWN
from autograder.results.result import Result
from autograder.submissions.identity import Identity
from autograder.submissions.similarity import groups, template_fingerprint

SCHEMA = "gradkit/class/1"
STATUSES = ("graded", "unreadable", "internal_error", "not_graded")
DATA, PAGE = "class.json", "report.html"
_BINS = 10
_TAUGHT_AGAIN = 5


@dataclass(frozen=True)
class Member:
    """What the class's page needs to know of one submission; its result stays on disk."""

    key: str
    submission: str
    sha256: str
    language: Language
    status: str
    score: float | None
    most: float
    scores: tuple[float | None, ...]
    outcomes: tuple[tuple[str, ...], ...]
    """Of every check, by question."""
    hints: tuple[tuple[str, str, str], ...]
    """The id, the part and the title of what is behind each part that failed."""
    fingerprint: str
    message: str
    name: str
    number: str
    said: str
    """How the total came about, where it is not just what the checks gave."""
    source: str
    """A digest of the result, which the student's page was made from."""

    @property
    def page(self) -> str:
        """The path of the student's page."""
        return "" if self.status == "not_graded" else f"feedback/{self.key}.html"

    def record(self) -> dict[str, Any]:
        """Return what a program that runs a grading is told of this submission."""
        head = {"submission": self.submission, "key": self.key, "status": self.status}
        score = {"score": self.score, "max_score": self.most}
        return {**head, **score, "result": f"results/{self.key}.json", "page": self.page}


class Classroom:
    """The submissions of a run, added one by one."""

    def __init__(self, assignment: Assignment, language: Language | None = None) -> None:
        self.assignment = assignment
        self._language = language
        self._members: dict[str, Member] = {}
        self._rubrics: dict[Language | None, list[dict[str, Any]]] = {}

    def add(
        self, key: str, result: Result, identity: Identity | None = None, source: str = ""
    ) -> Member:
        """Take a submission in, or what became of it; ``source`` is a digest of all that is known.

        One that is not graded yet has a row of its own, and no page.
        """
        identity = identity or Identity("folder")
        language: Language = result["language"]
        # A check's title is in its result's language; what is not graded yet has no checks.
        has_checks = any(question["checks"] for question in result["questions"])
        self._rubrics.setdefault(language if has_checks else None, result["questions"])
        member = Member(
            key=key,
            **{name: result[name] for name in ("submission", "sha256", "status", "score")},
            language=language,
            most=result["max_score"],
            scores=tuple(question["score"] for question in result["questions"]),
            outcomes=tuple(
                tuple(sys.intern(check["outcome"]) for check in question["checks"])
                for question in result["questions"]
            ),
            hints=tuple(_hints(result)),
            fingerprint=result.get("fingerprint", ""),
            message=one_line(" ".join(result["notes"])),
            name=identity.names,
            number=identity.numbers,
            said=result.get("standing", {}).get("said", ""),
            source=source,
        )
        self._members[key] = member
        return member

    @property
    def members(self) -> list[Member]:
        """All of them, sorted by submission."""
        return sorted(self._members.values(), key=lambda member: member.submission)

    @property
    def language(self) -> Language:
        """The language that was asked for, or that of most results."""
        count = Counter(member.language for member in self._members.values())
        return self._language or max(sorted(count), key=count.__getitem__, default="en")

    @property
    def rubric(self) -> list[dict[str, Any]]:
        """The questions of a result in the class's language, or any other one."""
        known = {language: own for language, own in self._rubrics.items() if language}
        found = known.get(self.language) or next(iter(known.values()), self._rubrics.get(None, []))
        return list(found)


def _hints(result: Result) -> Iterator[tuple[str, str, str]]:
    """Yield the id, the part and the title of each hint, once."""
    checks = [check for question in result["questions"] for check in question["checks"]]
    hints = [(check["hint"], check["part"]) for check in checks if check["hint"]]
    hints = [(hint, part) for hint, part in hints if not hint["id"].endswith(EXAMPLE)]
    known: dict[str, tuple[str, str, str]] = {}
    for hint, part in hints:
        for name in hint["id"].split("+") if hint["tier"] == KNOWN else [hint["id"]]:
            known[name] = (name, part, hint["title"])
    yield from known.values()


@cache
def schema() -> dict[str, Any]:
    """Return the JSON Schema of `class.json`."""
    text = resources.files("autograder.pages").joinpath("class.schema.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def summary(classroom: Classroom) -> dict[str, Any]:
    """Return what `class.json` holds."""
    assignment, language, members = classroom.assignment, classroom.language, classroom.members
    graded = [member for member in members if member.status == "graded"]
    status = Counter(member.status for member in members)
    rubric = classroom.rubric
    checks = [check["id"] for question in rubric for check in question["checks"]]
    return {
        "schema": SCHEMA,
        "assignment": assignment.name,
        "title": assignment.title.to(language),
        "language": language,
        "submissions": len(members),
        "status": {name: status[name] for name in STATUSES},
        "score": _scores([m.score for m in graded if m.score is not None], assignment.max_score),
        "questions": [_question(n, graded, question) for n, question in enumerate(rubric)],
        "misconceptions": _misconceptions(assignment, graded, language),
        "attention": [
            {"submission": member.submission, "reasons": why, "message": member.message}
            for member in members
            if (why := _reasons(member))
        ],
        "similar": _similar(assignment, members),
        "students": [_student(member, checks) for member in members],
    }


def _scores(scores: Sequence[float], most: float) -> dict[str, Any]:
    """Return mean, median and how many are in each tenth; all points are a bin of their own."""
    width = most / _BINS
    bins: Counter[int] = Counter(min(_BINS, int(score / width + 1e-9)) for score in scores)
    return {
        "max": _round(most),
        "mean": _round(mean(scores)) if scores else None,
        "median": _round(median(scores)) if scores else None,
        "distribution": [
            {
                "from": _round(width * n),
                "below": _round(width * (n + 1)) if n < _BINS else None,
                "count": bins[n],
            }
            for n in range(_BINS + 1)
        ],
    }


def _round(value: float) -> float | int:
    value = round(float(value), 2)
    return int(value) if value.is_integer() else value


def _question(place: int, graded: Sequence[Member], rubric: dict[str, Any]) -> dict[str, Any]:
    scores = [score for member in graded if (score := member.scores[place]) is not None]
    outcomes = [member.outcomes[place] for member in graded]
    words = ("id", "part", "title", "visibility", "points")
    return {
        "name": rubric["name"],
        "max_score": rubric["max_score"],
        **({"bonus": True} if rubric.get("bonus") else {}),
        "mean": _round(mean(scores)) if scores else None,
        "full": sum(score == rubric["max_score"] for score in scores),
        "checks": [
            {
                **{word: check[word] for word in words},
                "passed": sum(own[n] == "passed" for own in outcomes),
                "judged": len(outcomes),
            }
            for n, check in enumerate(rubric["checks"])
        ],
    }


def _misconceptions(
    assignment: Assignment, graded: Sequence[Member], language: Language
) -> list[dict[str, Any]]:
    """Return what hints name, the most frequent first: what is known, and what students share.

    A symptom without a misconception of its own has its title in the language of who has it.
    """
    holders: dict[str, list[str]] = {}
    titles: dict[str, tuple[str, str]] = {}
    for member in graded:
        for name, part, title in member.hints:
            holders.setdefault(name, []).append(member.submission)
            if name not in titles or member.language == language:
                titles[name] = (part, title)
    known = catalogue(assignment.misconceptions) if holders else {}
    found = [
        {
            "id": name,
            "title": known[name].title.to(language) if name in known else titles[name][1],
            "part": known[name].part if name in known else titles[name][0],
            "count": len(who),
            "submissions": who,
        }
        for name, who in holders.items()
    ]
    return sorted(found, key=lambda m: (-len(m["submissions"]), m["id"]))


def _reasons(member: Member) -> list[str]:
    """Return why a person should look at a submission."""
    if member.status != "graded":
        return [] if member.status == "not_graded" else [member.status]
    outcomes = {outcome for question in member.outcomes for outcome in question}
    found = ["crashed"] if "crashed" in outcomes else []
    return [*found, "nothing"] if outcomes == {"missing"} else found


def _similar(assignment: Assignment, members: Sequence[Member]) -> list[dict[str, Any]]:
    found = groups(
        {member.submission: member.fingerprint for member in members},
        {member.submission: member.sha256 for member in members},
        template_fingerprint(assignment.folder),
    )
    return [
        {
            "submissions": list(group.members),
            "similarity": group.similarity,
            "same_file": group.is_same_file,
        }
        for group in found
    ]


def _student(member: Member, checks: Sequence[str]) -> dict[str, Any]:
    outcomes = [outcome for question in member.outcomes for outcome in question]
    pairs = zip(checks, outcomes, strict=True) if member.status == "graded" else []
    names = ("submission", "key", "name", "number", "status", "score", "page")
    return {
        **{name: getattr(member, name) for name in names},
        "questions": list(member.scores),
        **({"said": member.said} if member.said else {}),
        "missed": [check for check, outcome in pairs if outcome != "passed"],
    }
