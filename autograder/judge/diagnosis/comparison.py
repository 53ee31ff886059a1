"""A right and an actual answer to the same question, and when two answers are the same.

Plain data of the diagnosis. Must never hold anything of a submission's but numbers and the judge's
own words for what is no number.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]
Answer = Array | str
"""A float64 array of any shape, or a text that says what there was in place of numbers."""


@dataclass(frozen=True)
class Comparison:
    """One question, with the right answer and the one that was given."""

    inputs: Mapping[str, Answer]
    """What was passed and set, by the names that the reference gives it."""
    right: Answer
    actual: Answer
    others: Mapping[str, Answer] = field(default_factory=dict)
    """The other right answers to the same question, by name."""
    strayed: frozenset[str] = frozenset()
    """The inputs that were not so any more: earlier calls of this work had changed them wrongly."""
    turn: int = 0
    """How often the same was asked before, of the same object."""
    example: int = 0
    """The example in which it was asked: what is asked in one has much in common."""
    usual: Mapping[str, Answer] = field(default_factory=dict)
    """The inputs that were left to their defaults."""

    @cached_property
    def taken(self) -> Mapping[str, Answer]:
        """All inputs, those that were left out as well."""
        return {**self.usual, **self.inputs}


# An accepted step of a numerical derivative moves it by as much as this; faults by far more. A
# thousandth of that, relative to the largest answer of all, is the rounding of differences.
TOLERANCE = 1e-3


def scale(comparisons: Sequence[Comparison]) -> float:
    """Return the largest finite number among the actual answers, at most 1."""
    sizes = [largest(each.actual) for each in comparisons]
    return min(1.0, max((size for size in sizes if size > 0), default=1.0))


def largest(value: Answer) -> float:
    """Return the largest finite absolute value; 0 where there is none."""
    if isinstance(value, str) or not value.size:
        return 0.0
    top = float(np.abs(value).max())
    if math.isfinite(top):
        return top
    finite = value[np.isfinite(value)]
    return float(np.abs(finite).max()) if finite.size else 0.0


def close(one: Answer, other: Answer, size: float, tolerance: float = TOLERANCE) -> bool:
    """Return whether two answers are the same up to an accepted step and rounding.

    ``size`` is the `scale` of all answers: smaller differences than a millionth of it are rounding.
    """
    if isinstance(one, str) or isinstance(other, str):
        return isinstance(one, str) and isinstance(other, str) and one == other
    return one.shape == other.shape and bool(near(one, other, size, tolerance).all())


def near(one: Array, other: Array, size: float, tolerance: float = TOLERANCE) -> Array:
    """Return which entries of two arrays of one shape are the same, as `close` sees it."""
    with np.errstate(all="ignore"):
        bound = tolerance * max(largest(one), largest(other)) + tolerance * 1e-3 * size
        off = np.abs(one - other)
        if np.isfinite(off).all():  # nearly always; what is not finite can only be the very same
            return np.asarray(off <= bound)
        alike = (one == other) | (np.isnan(one) & np.isnan(other))
        return np.asarray(alike | (off <= bound))
