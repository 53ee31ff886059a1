"""The rubric: what is known of each check beside its code. Plain data, without pytest or NumPy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from autograder.assignment.assignment import Question
from autograder.checks.info import CheckInfo
from autograder.checks.verdict import Verdict


@dataclass(frozen=True)
class Check:
    """A collected check."""

    id: str
    info: CheckInfo
    visibility: str


def wrong_parts(
    question: Question, checks: Sequence[Check], verdicts: Mapping[str, Verdict]
) -> list[str]:
    """Return the parts of a question that answered, and wrongly."""
    outcomes: dict[str, set[str]] = {}
    for check in checks:
        if check.info.question == question.name:
            outcomes.setdefault(check.info.part, set()).add(verdicts[check.id].outcome)
    answered = {"passed", "failed", "error"}
    return [part for part, seen in outcomes.items() if seen <= answered and seen != {"passed"}]
