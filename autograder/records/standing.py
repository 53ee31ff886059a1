"""What a work is worth by the rules: derived from results, times and a person's decisions.

A person has the last word: what the machine found is computed anew with each run, what a person
gave stays. Must never turn what was not judged into a number, nor store what it derives.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from autograder.records.lateness import ON_TIME, Lateness, lateness, taken
from autograder.records.rules import Forgiven, Rules
from autograder.records.work import TOTAL, Attempt, Change, Work, holding

Held = Mapping[tuple[str, int | None, str], Change]


@dataclass(frozen=True)
class QuestionStanding:
    """The points of one question."""

    name: str
    maximum: Decimal
    machine: Decimal | None
    """What the checks gave; None where they could not be judged, or where there are none."""
    score: Decimal | None
    """None where nobody has decided yet."""
    is_manual: bool = False
    checks: Mapping[str, Decimal | None] = field(default_factory=dict)
    """The points of every check by its id."""
    decided: tuple[Change, ...] = ()
    """What a person gave: of the checks, of the whole question, the rubric's items."""
    forgiven: tuple[str, ...] = ()
    """Titles of checks that count for nobody or for everybody, and changed something here."""
    is_bonus: bool = False
    """A question for a person whose points come on top: no total waits for it."""


@dataclass(frozen=True)
class AttemptStanding:
    """What one attempt is worth."""

    attempt: Attempt
    questions: tuple[QuestionStanding, ...]
    maximum: Decimal
    before: Decimal | None
    """The sum of the questions; None where one of them, but for a bonus, is not decided."""
    late: Lateness = ON_TIME
    waived: str = ""
    """Why being late costs nothing."""
    penalty: Decimal = Decimal(0)
    is_counted_out: bool = False
    """Over the number of attempts that count."""

    @property
    def score(self) -> Decimal | None:
        """The points after what being late costs."""
        return None if self.before is None else self.before - self.penalty

    @property
    def to_grade(self) -> tuple[str, ...]:
        """The questions that wait for a person."""
        return tuple(q.name for q in self.questions if q.is_manual and q.score is None)

    @property
    def so_far(self) -> Decimal:
        """The points of the questions that are decided."""
        return sum((q.score for q in self.questions if q.score is not None), Decimal(0))


@dataclass(frozen=True)
class Standing:
    """What a work is worth."""

    work: Work
    attempts: tuple[AttemptStanding, ...]
    counted: AttemptStanding | None
    """The attempt that counts; None where none was judged."""
    score: Decimal | None
    maximum: Decimal | None
    total: Change | None = None
    """What a person said of the total."""

    @property
    def is_late(self) -> bool:
        """Whether the attempt that counts came late."""
        return self.counted is not None and self.counted.late.is_late

    @property
    def to_grade(self) -> tuple[str, ...]:
        """The questions that wait for a person; none where a person set the total."""
        is_set = self.total is not None and "set" in self.total.value
        return () if self.counted is None or is_set else self.counted.to_grade


def standing(rules: Rules, work: Work, class_changes: tuple[Change, ...] = ()) -> Standing:
    """Return what a work is worth; ``class_changes`` are those of the whole class."""
    held = holding(work.changes)
    forgiven = forgiven_checks(rules, class_changes)
    attempts = tuple(_attempt(rules, work, held, forgiven, a) for a in work.attempts)
    counted = _counted(rules, held, attempts)
    total = held.get(("adjust", None, TOTAL))
    if total is not None and "clear" in total.value:
        total = None
    score = None if counted is None or counted.score is None else counted.score
    if total is not None:
        score = _changed(score, total)
    maximum = counted.maximum if counted else None
    return Standing(work, attempts, counted, _rounded(score, rules.decimals), maximum, total)


def forgiven_checks(rules: Rules, class_changes: tuple[Change, ...]) -> dict[str, Forgiven]:
    """Return how checks are forgiven: by `class.toml`, or by the last word on the command line."""
    found = dict(rules.forgiven)
    for change in sorted(class_changes, key=lambda c: c.id):
        if change.kind == "forgive":
            found[change.target] = change.value["how"]
    return {check: how for check, how in found.items() if how != "no"}


def _counted(
    rules: Rules, held: Held, attempts: tuple[AttemptStanding, ...]
) -> AttemptStanding | None:
    """Return the attempt that counts: the one that was chosen, the last or the best."""
    judged = [a for a in attempts if a.questions]
    chosen = held.get(("counts", None, ""))
    if chosen is not None:
        named = [a for a in judged if a.attempt.id == chosen.value.get("submission")]
        if named:
            return named[0]
    able = [a for a in judged if not a.is_counted_out] or judged[:1]
    # One that came after the end of all is taken only where there is no other.
    able = [a for a in able if not a.late.is_cut_off] or able
    if not able:
        return None
    if rules.counting != "best":
        return able[-1]
    return max(able, key=lambda a: (a.score is not None, a.score or a.so_far, a.attempt.number))


def _attempt(
    rules: Rules, work: Work, held: Held, forgiven: Mapping[str, Forgiven], attempt: Attempt
) -> AttemptStanding:
    result = attempt.result or {"questions": [], "status": "none"}
    questions = tuple(_question(q, held, forgiven, attempt) for q in result["questions"])
    if result["status"] == "unreadable":
        questions = tuple(q if q.decided else replace(q, score=None) for q in questions)
    scores = [q.score for q in questions if not q.is_bonus or q.score is not None]
    known = [score for score in scores if score is not None]
    before = sum(known, Decimal(0)) if len(known) == len(scores) and scores else None
    maximum = sum((q.maximum for q in questions if not q.is_bonus), Decimal(0))
    late = _lateness(rules, work, held, attempt)
    waived = _waiver(rules, work, held, attempt) if late.is_late else ""
    penalty = Decimal(0)
    if before is not None and not waived:
        penalty = taken(late, rules.late, before, maximum)
    is_over = rules.most_attempts is not None and attempt.number > rules.most_attempts
    return AttemptStanding(attempt, questions, maximum, before, late, waived, penalty, is_over)


def _question(
    question: Mapping[str, Any], held: Held, forgiven: Mapping[str, Forgiven], attempt: Attempt
) -> QuestionStanding:
    maximum = _decimal(question["max_score"])
    machine = None if question["score"] is None else _decimal(question["score"])
    if question.get("manual"):
        return _manual(question, maximum, held, attempt)
    checks: dict[str, Decimal | None] = {}
    decided, excused = [], []
    counted_points = counted_earned = Decimal(0)
    is_known, is_changed = True, False
    for check in question["checks"]:
        most = _decimal(check["points"])
        earned = None if check["earned"] is None else _decimal(check["earned"])
        how = forgiven.get(check["id"])
        if how and earned != most:
            excused.append(check["title"])
        is_changed |= how is not None
        if how == "full":
            earned = most
        change = _held(held, attempt, f"check:{check['id']}")
        if change is not None:
            earned = _changed(earned, change)
            decided.append(change)
        checks[check["id"]] = earned
        if how == "uncounted" and change is None:
            continue
        counted_points += most
        is_known &= earned is not None
        counted_earned += earned or Decimal(0)
    if not is_changed and not decided:
        score = machine
    elif not is_known:
        score = None
    else:
        score = counted_earned * maximum / counted_points if counted_points else maximum
    own = _held(held, attempt, f"question:{question['name']}")
    if own is not None:
        score = _changed(score, own)
        decided.append(own)
    return QuestionStanding(
        question["name"], maximum, machine, score, False, checks, tuple(decided), tuple(excused)
    )


def _manual(
    question: Mapping[str, Any], maximum: Decimal, held: Held, attempt: Attempt
) -> QuestionStanding:
    """Return what a person gave for a question that only a person grades."""
    points = {item["id"]: _decimal(item["points"]) for item in question.get("rubric", [])}
    target = f"question:{question['name']}"
    marks = held.get(("rubric", attempt.id, target))
    own = _held(held, attempt, target)
    score: Decimal | None = None
    if marks is not None and "items" in marks.value and set(marks.value["items"]) <= set(points):
        given = sum((points[item] for item in marks.value["items"]), Decimal(0))
        score = max(Decimal(0), min(maximum, given))
    else:
        marks = None  # cleared, or the rubric no longer has one of its items
    if own is not None:
        score = _changed(score, own)
    decided = tuple(change for change in (marks, own) if change is not None)
    is_bonus = bool(question.get("bonus"))
    return QuestionStanding(
        question["name"], maximum, None, score, True, {}, decided, is_bonus=is_bonus
    )


def _held(held: Held, attempt: Attempt, target: str) -> Change | None:
    """Return a person's adjustment that stands; None where it was taken back."""
    change = held.get(("adjust", attempt.id, target))
    return None if change is None or "clear" in change.value else change


def _changed(score: Decimal | None, change: Change) -> Decimal | None:
    if "set" in change.value:
        return _decimal(change.value["set"])
    return None if score is None else max(Decimal(0), score + _decimal(change.value["add"]))


def _lateness(rules: Rules, work: Work, held: Held, attempt: Attempt) -> Lateness:
    deadline = deadline_of(rules, work)
    if deadline is None or attempt.handed_in_at is None:
        return Lateness(is_late=True, is_unknown=True) if attempt.late else ON_TIME
    used = max((n for who, n in rules.free_days_used.items() if who in work.signs), default=0)
    late = replace(rules.late, free_days=max(0, rules.late.free_days - used))
    return lateness(attempt.handed_in_at, deadline, rules.grace, late, rules.zone)


def deadline_of(rules: Rules, work: Work) -> datetime | None:
    """Return a work's own deadline: an extension's end, or everybody's.

    An extension that was recorded counts before one in `class.toml`: it names who gave it.
    """
    change = holding(work.changes).get(("extend", None, ""))
    if change is not None and change.value.get("until"):
        return datetime.fromisoformat(change.value["until"])
    if change is not None:  # taken back
        return rules.deadline
    named = [until for who, until in rules.extensions.items() if who in work.signs]
    return max(named) if named else rules.deadline


def _waiver(rules: Rules, work: Work, held: Held, attempt: Attempt) -> str:
    change = held.get(("waive", attempt.id, "")) or held.get(("waive", None, ""))
    if change is not None:
        return "" if "clear" in change.value else change.reason or change.who
    signs = {work.key, attempt.name} | work.signs
    return next((why or "-" for who, why in rules.waivers.items() if who in signs), "")


def _decimal(value: Any) -> Decimal:
    return Decimal(str(value))


def _rounded(value: Decimal | None, decimals: int) -> Decimal | None:
    if value is None:
        return None
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
