"""Grades sent to an LMS over its web service: once each, slowly if asked to, and resumable.

Must never send what a person should look at first, nor the same grade twice.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from autograder.lms.grade import Run, digits
from autograder.lms.plan import Change, Plan, Rules, planned
from autograder.lms.push.http import Rejected
from autograder.lms.push.ledger import Ledger
from autograder.lms.roster import Seat, described


class Service(Protocol):
    """One assignment in one LMS."""

    target: str
    """Names it, without anything secret."""

    def seats(self) -> list[Seat]:
        """Return the students, each with a `user`, and the grades that are there."""

    def comment(self, result: dict[str, Any]) -> str:
        """Return the feedback as the LMS takes it."""

    def send(self, change: Change, comment: str, at: str) -> None:
        """Write one grade; raise Rejected for this student alone, Unavailable for all."""


@dataclass
class Pushed:
    """What became of the grades."""

    plan: Plan
    due: list[tuple[Change, str]] = field(default_factory=list)
    """What is to be sent: the grade and the comment."""
    sent: int = 0
    refused: list[str] = field(default_factory=list)


def prepared(service: Service, run: Run, rules: Rules, ledger: Ledger, comments: bool) -> Pushed:
    """Decide what is due; nothing is sent."""
    plan = planned(run, service.seats(), rules)
    pushed = Pushed(plan)
    changes = plan.changes + (plan.unchanged if comments else [])
    for change in changes:
        comment = service.comment(change.graded.result) if comments else ""
        if not rules.force and ledger.has(change, comment):
            if change in plan.changes:
                was = f"sent as {digits(change.points)} before, is {change.seat.current} now"
                plan.notes.append(f"{was}, left as it is: {described(change.seat.student)}")
            continue
        pushed.due.append((change, comment))
    return pushed


def push(service: Service, pushed: Pushed, ledger: Ledger, tell: Callable[[Change], None]) -> None:
    """Send what is due and remember each; raise Unavailable where the LMS is, for now."""
    for change, comment in pushed.due:
        at = _later_than(ledger.last(change.seat.student.user))
        try:
            service.send(change, comment, at)
        except Rejected as why:
            pushed.refused.append(f"{described(change.seat.student)}: {why}")
            continue
        ledger.add(change, comment, at)
        pushed.sent += 1
        tell(change)


def _later_than(last: str) -> str:
    """Return now in ISO 8601 with microseconds, later than ``last`` whatever the clock says."""
    now = datetime.now(UTC)
    if last:
        now = max(now, datetime.fromisoformat(last) + timedelta(microseconds=1))
    return now.isoformat(timespec="microseconds")
