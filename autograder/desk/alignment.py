"""Two works side by side: lines that say the same, whatever their names, and what was handed out.

For a person to look at. Must never say that somebody copied.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from autograder.submissions.similarity import plain_line

Kind = Literal["same", "alike", "own", "given", "none"]
_MOST_LINES = 3_000


@dataclass(frozen=True)
class Line:
    """A line of one work."""

    number: int
    text: str
    kind: Kind
    """``same`` to the letter, ``alike`` but for names and blanks, ``given`` by the template."""


@dataclass(frozen=True)
class Row:
    """What stands side by side; None where the other has something more."""

    left: Line | None
    right: Line | None


def aligned(left: str, right: str, template: Collection[str]) -> list[Row]:
    """Return two sources line by line; ``template`` holds the plain form of lines handed out."""
    ours, theirs = left.splitlines()[:_MOST_LINES], right.splitlines()[:_MOST_LINES]
    forms = [plain_line(line) for line in ours], [plain_line(line) for line in theirs]
    rows: list[Row] = []
    matcher = difflib.SequenceMatcher(None, *forms, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        length = max(b - a, d - c)
        for step in range(length):
            one = _line(ours, a + step, b, template)
            other = _line(theirs, c + step, d, template)
            if tag == "equal" and one and other:
                rows.append(_pair(one, other))
            else:
                rows.append(Row(one, other))
    return rows


def _line(lines: Sequence[str], place: int, end: int, template: Collection[str]) -> Line | None:
    if place >= end:
        return None
    text = lines[place]
    is_given = bool(text.strip()) and re.sub(r"\s+", " ", text.strip()) in template
    return Line(place + 1, text, "given" if is_given else "own")


def _pair(one: Line, other: Line) -> Row:
    if "given" in (one.kind, other.kind) or not one.text.strip():
        return Row(one, other)
    kind: Kind = "same" if one.text.strip() == other.text.strip() else "alike"
    return Row(Line(one.number, one.text, kind), Line(other.number, other.text, kind))


def template_lines(sources: Sequence[str]) -> set[str]:
    """Return the lines that an assignment hands out, without what surrounds them."""
    lines = (line.strip() for source in sources for line in source.splitlines())
    return {re.sub(r"\s+", " ", line) for line in lines if line}


def share(rows: Sequence[Row]) -> float:
    """Return how much of the shorter work's own lines stand in the other, from 0 to 1."""
    kinds = [
        (row.left.kind if row.left else None, row.right.kind if row.right else None) for row in rows
    ]
    met = sum(pair[0] in ("same", "alike") for pair in kinds)
    own = [sum(pair[side] not in (None, "given") for pair in kinds) for side in (0, 1)]
    return met / min(own) if min(own) else 0.0
