"""What becomes of each grade in an LMS: filled in, left as it is, or a question for a person.

Must never lower a grade, touch what a person entered in words, or guess, unless it is told to.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from autograder.base.text import one_line
from autograder.lms.grade import Graded, Run, digits, number, rounded
from autograder.lms.roster import Seat, described, matched
from autograder.submissions.identity import Person

# Grades are compared as LMSs show them.
_CENT = Decimal("0.01")


@dataclass(frozen=True)
class Rules:
    """How grades become the LMS's numbers."""

    scale: Decimal | None = None
    """The points that full marks become."""
    to_own_maximum: bool = False
    """Full marks become the LMS's maximum."""
    decimals: int = 2
    zero_unreadable: bool = False
    """A file that cannot be read is worth 0, rather than a question for a person."""
    force: bool = False
    keep: Callable[[str, Decimal], bool] | None = None
    """Whether a grade that is there stays, as one that a person typed, by a submission's key."""


@dataclass(frozen=True)
class Change:
    """One grade that is to be written."""

    seat: Seat
    student: Person
    graded: Graded
    points: Decimal
    maximum: Decimal
    """What full marks are worth on the same scale."""


@dataclass
class Plan:
    """What is to be written, and what a person should know first."""

    changes: list[Change] = field(default_factory=list)
    unchanged: list[Change] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    """Nothing is written while there is one, unless it is forced."""
    notes: list[str] = field(default_factory=list)
    """What is left as it is."""
    people: dict[str, dict[Person, Person]] = field(default_factory=dict)
    """By a submission's key: each of its students as the LMS knows them."""


def planned(run: Run, seats: Sequence[Seat], rules: Rules) -> Plan:
    """Decide for every submission; nothing is written here."""
    plan = Plan()
    who = matched(run.graded, seats)
    plan.problems += [
        f"nobody in the LMS fits {one_line(one.entry.submission)} ({signs})"
        for one, signs in who.unmatched
    ]
    plan.problems += [f"more than one fit: {words}" for words in who.double]
    plan.notes += [f"no submission: {_seat(seat)}" for seat in who.without]
    for graded, student, seat in who.pairs:
        plan.people.setdefault(graded.entry.key, {})[student] = seat.student
    for graded, student, seat in sorted(who.pairs, key=lambda pair: _order(pair[2])):
        _decide(plan, rules, graded, student, seat)
    plan.problems = list(dict.fromkeys(plan.problems))
    return plan


def _decide(plan: Plan, rules: Rules, graded: Graded, student: Person, seat: Seat) -> None:
    status, score = graded.result["status"], graded.score
    if status == "unreadable":
        if not rules.zero_unreadable:
            reason = one_line(" ".join(graded.result["notes"]), 120)
            plan.notes.append(f"cannot be read, left as it is: {_seat(seat)} ({reason})")
            return
        score = Decimal(0)
    if score is None:
        why = "waits for a person" if _waits(graded.result) else "could not be judged"
        plan.notes.append(f"{why}, left as it is: {_seat(seat)}")
        return
    if seat.locked:
        plan.notes.append(f"{seat.locked}, left as it is: {_seat(seat)}")
        return
    there = number(seat.current)
    if seat.current and there is None:
        plan.notes.append(f"holds {one_line(seat.current, 30)!r}, left as it is: {_seat(seat)}")
        return
    if rules.to_own_maximum and not seat.maximum:
        plan.problems.append(f"--scale lms: the LMS's maximum is not known: {_seat(seat)}")
        return
    scale = seat.maximum if rules.to_own_maximum else rules.scale
    points, full = rounded(score, graded.maximum, scale, rules.decimals), scale or graded.maximum
    if points > full == seat.maximum and not seat.takes_more:
        plan.notes.append(
            f"{digits(points)} of {digits(full)}, a bonus; the LMS takes no more than "
            f"{digits(full)}: {_seat(seat)}"
        )
        points = full
    change = Change(seat, student, graded, points, full)
    if there is not None and points.quantize(_CENT) == there.quantize(_CENT):
        plan.unchanged.append(change)
        return
    if there is not None and rules.keep and rules.keep(graded.entry.key, there):
        plan.notes.append(f"{digits(there)} was typed by hand, left as it is: {_seat(seat)}")
        return
    plan.problems += _objections(change, there)
    # Not even if it is forced: only a bonus, on the LMS's own scale, goes over its maximum.
    if seat.maximum in (None, full) or points <= seat.maximum:
        plan.changes.append(change)


def _waits(result: dict[str, Any]) -> bool:
    """Tell whether all that lacks is what a person has to grade."""
    unknown = [q for q in result["questions"] if q["score"] is None]
    return bool(unknown) and all(q.get("manual") for q in unknown)


def _objections(change: Change, there: Decimal | None) -> list[str]:
    found = []
    most = change.seat.maximum
    if most is not None and most != change.maximum:
        found.append(
            f"full marks are {digits(change.maximum)} here and {digits(most)} in the LMS: "
            "--scale lms, or --scale and a number"
        )
    if most not in (None, change.maximum) and change.points > most:
        found.append(f"{digits(change.points)} is over the LMS's maximum: {_seat(change.seat)}")
    if there is not None and there > change.points:
        found.append(
            f"would be lowered from {digits(there)} to {digits(change.points)}: "
            f"{_seat(change.seat)}"
        )
    return found


def _seat(seat: Seat) -> str:
    return f"{described(seat.student)}, {seat.place}"


def _order(seat: Seat) -> tuple[int, str]:
    """Sort `row 9` before `row 10`."""
    return len(seat.place), seat.place
