"""The grades of a run as they go back to an LMS: read from OUT, scaled and rounded.

Must never turn what could not be judged into a number.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

from autograder.base.errors import GradkitError
from autograder.submissions.identity import Person
from autograder.submissions.register import Entry, load


@dataclass(frozen=True)
class Graded:
    """A submission with its result."""

    entry: Entry
    result: dict[str, Any]
    students: tuple[Person, ...]

    @property
    def score(self) -> Decimal | None:
        """The points; None where they could not be judged."""
        score = self.result.get("score")
        return None if score is None else Decimal(str(score))

    @property
    def maximum(self) -> Decimal:
        """The points of all questions."""
        return Decimal(str(self.result["max_score"]))


class Unfinished(GradkitError):
    """A class of which not every row is graded: its grades are not sent anywhere."""


@dataclass(frozen=True)
class Run:
    """What a run of `gradkit grade` left in OUT."""

    titles: tuple[str, ...]
    graded: list[Graded]

    @property
    def maximum(self) -> Decimal:
        """The points of all questions; raise GradkitError if results disagree."""
        found = {one.maximum for one in self.graded}
        if len(found) != 1:
            raise GradkitError("no results of one assignment: grade again")
        return found.pop()


Seen = Callable[[str, dict[str, Any]], dict[str, Any]]
"""What stands for a submission's result, by its key: with what rules and people made of it."""


def read_run(
    out: Path, groups: Mapping[str, Sequence[Person]] | None = None, seen: Seen | None = None
) -> Run:
    """Read OUT; raise GradkitError where it cannot be, Unfinished where a run was cut off.

    ``groups``: all members of a student's group, by the user id of any of them.
    """
    register = load(out)
    graded, missing = [], []
    for entry in register.entries:
        path = out / "results" / f"{entry.key}.json"
        try:
            result = json.loads(path.read_text(encoding="utf-8"))
            if not entry.counts(result):
                raise FileNotFoundError
            result = seen(entry.key, result) if seen else result
            graded.append(Graded(entry, result, _members(entry.identity.students, groups or {})))
        except FileNotFoundError:
            missing.append(entry.submission)
        except (OSError, ValueError) as error:
            raise GradkitError(f"{path}: cannot be read ({error}); grade again") from error
    if missing:
        most = len(register.entries)
        raise Unfinished(
            f"{out}: {len(graded)} of {most} graded: run the same `gradkit grade` command again, "
            "then this; nothing was written"
        )
    if len({one.result.get("bundle") for one in graded}) > 1:
        raise GradkitError(
            f"{out}: some results are older than the assignment's checks: let `gradkit grade` "
            "finish, then run this again"
        )
    titles = tuple(dict.fromkeys((*register.titles, register.assignment)))
    return Run(titles, graded)


def _members(
    students: Iterable[Person], groups: Mapping[str, Sequence[Person]]
) -> tuple[Person, ...]:
    return tuple(member for s in students for member in groups.get(s.user, (s,)))


def rounded(
    score: Decimal, maximum: Decimal, scale: Decimal | None = None, decimals: int = 2
) -> Decimal:
    """Return the points, out of ``scale`` if it is given, half up at ``decimals`` places."""
    value = score if scale is None or not maximum else score * scale / maximum
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def digits(value: Decimal, comma: bool = False) -> str:
    """Return a number without needless zeros, with the sheet's own decimal mark."""
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(".", ",") if comma else text


def number(text: str) -> Decimal | None:
    """Return the number in a cell, whichever decimal mark it has; None where it is none."""
    text = text.strip()
    if not re.fullmatch(r"-?\d{1,9}(?:[.,]\d{1,9})?", text):
        return None
    return Decimal(text.replace(",", "."))
