"""The verdict on one check: which of the outcomes it is, and in what words.

Told apart by whose doing it is. Must never call a fault of ours the student's: what is not known
to be theirs has no verdict here, and whoever runs the check says what that means.
"""

from __future__ import annotations

import builtins
from collections.abc import Callable
from dataclasses import dataclass

from autograder.base.language import Text, both
from autograder.checks.loading import in_words
from autograder.protocol.outcomes import CheckFailure, Crashed, Missing, StudentException, TimeLimit

NOT_DETERMINISTIC = Text(
    "not deterministic: the same question was answered differently",
    "같은 입력에 매번 다른 답을 냅니다 (결정적이지 않음)",
)

# What may be told of an exception in a hidden check: a submission can name a class of its own after
# whatever it was given.
_KINDS = frozenset(
    [name for name, kind in vars(builtins).items() if isinstance(kind, type)]
    + ["AxisError", "LinAlgError", "TooLarge", "UFuncTypeError"]
)
_OTHER_KIND = Text("an exception", "예외")

OTHER_KIND = Text(
    "an answer is of another kind than what is asked for",
    "문제에서 요구한 것과 다른 종류의 값을 반환했습니다",
)


def is_known_kind(kind: str) -> bool:
    """Return whether an exception's kind is one of Python's or NumPy's, and no name of a work's."""
    return kind in _KINDS


@dataclass(frozen=True)
class Verdict:
    """What became of one check, before it is cut to what may be shown."""

    outcome: str
    message: Text
    brief: Text | None = None
    """What of the message a hidden check may show; None: nothing."""
    code: str = ""
    expected: str = ""
    actual: str = ""


def verdict_of(found: BaseException | None, example: Callable[..., str]) -> Verdict | None:
    """Return the verdict for what a check raised; None where that is no doing of the student's.

    ``example(*compared)`` is the smallest example as code to paste, up to what gave ``compared``.
    """
    if found is None:
        return Verdict("passed", Text("passed", "통과"))
    if isinstance(found, CheckFailure):
        sides = {"expected": found.expected, "actual": found.actual}
        return Verdict("failed", found.message, None, example(*found.compared), **sides)
    if isinstance(found, AssertionError):
        return Verdict("failed", both((str(found).splitlines() or ["failed"])[0]), None, example())
    if isinstance(found, StudentException):
        place = Text("", "")
        if found.place is not None:
            place = Text(f" ({found.place})", f" ({found.place.text().ko})")
        raised = f"{found.kind}: {found.text}" if found.text else found.kind
        what = in_words(raised) or both(raised)
        known = both(found.kind) if found.kind in _KINDS else _OTHER_KIND
        why = both("") if found.why is None else both("; ") + found.why
        return Verdict("error", what + place + why, known + place, example())
    for kind, outcome in ((Missing, "missing"), (TimeLimit, "timeout"), (Crashed, "crashed")):
        if isinstance(found, kind):
            is_part = isinstance(found, Missing) and found.is_part
            code = example() if kind is TimeLimit or is_part else ""
            brief = found.brief if isinstance(found, Missing) else found.message
            return Verdict(outcome, found.message, brief, code)
    from hypothesis.errors import (  # who only reads results needs none
        Flaky,
        FlakyStrategyDefinition,
    )

    if isinstance(found, (Flaky, FlakyStrategyDefinition)):
        return Verdict("failed", NOT_DETERMINISTIC, NOT_DETERMINISTIC)
    return None
