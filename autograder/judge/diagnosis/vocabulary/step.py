"""One step from an answer to another, with its length in bits and its words.

Must never say more than what it makes of an array.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

import numpy as np

from autograder.base.language import Text
from autograder.judge.diagnosis.comparison import Array, Comparison

Change = Callable[[Array, Comparison], Array | None]

SILENT = Text("", "")


class Step(NamedTuple):
    """One thing that can be done to an answer."""

    id: str
    cost: float
    """Bits that it takes to choose it."""
    of: Change
    """Returns None where it makes no sense."""
    says: Text
    """What it makes of {}."""
    cause: Text = SILENT
    """What does that, as a rule; empty where there is no rule."""
    leaves_itself: bool = False
    """Whether it makes nothing of what it has made, as rounding: what is near that is not it."""


def _where(condition: bool, value: Callable[[], Any]) -> Array | None:
    return np.asarray(value(), dtype=np.float64) if condition else None


def made(rule: Callable[[Array], Any], needs: Callable[[Array], Any]) -> Change:
    """Return the change that a rule makes where an array has what it ``needs``."""
    return lambda v, _: _where(bool(needs(v)), partial(rule, v))


def anything(_: Array) -> bool:
    """Return True: nothing is needed."""
    return True


def has_entries(v: Array) -> bool:
    """Return whether it is an array that is not empty."""
    return v.ndim > 0 and v.size > 0


def is_table(v: Array) -> bool:
    """Return whether it has rows and columns."""
    return v.ndim == 2 and v.size > 0


def has_rows(v: Array) -> bool:
    """Return whether its first axis is one of rows."""
    return v.ndim >= 2 and v.size > 0
