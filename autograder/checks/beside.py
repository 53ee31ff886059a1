"""Judging a method beside right ones: what else is wrong with an object costs its own part alone.

Where a method is random, remembers what it was asked, or changes what it is given, nothing that
builds on it comes out as it says; but what builds on it is right where it is right beside a right
one. Must never be asked of what has not failed: a stand-in is called live.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from autograder.base.language import Text
from autograder.checks.assertions import expect, unshown
from autograder.checks.handles import (
    StudentMethod,
    answers_of_many,
    attempt,
    by_own_names,
    stand_in,
)
from autograder.protocol.outcomes import CheckFailure, Missing, StudentException

_TIMES = 40
"""Whoever counts calls, for whatever reason, mostly counts fewer."""
_MANY_ROWS, _TIMES_OF_MANY = 50, 4
"""Who goes through rows one by one takes seconds for hundreds of them, asked forty times."""


class Right(NamedTuple):
    """A right method, told what ``attribute`` of the object holds, and its arguments."""

    method: str
    function: Callable[..., Any]
    attribute: str


def judged_beside(
    demand: Callable[[Any], None],
    make: Any,
    *right: Right,
    after: Callable[[Any], None] | None = None,
) -> None:
    """Run ``demand(make)``; where it fails, with right methods in the objects that it makes.

    ``make`` is a class of the student's. ``after(make)`` is the same demand after the own methods
    that it is judged beside have been asked: what they change is no fault of what builds on them.
    Where all of that fails, it fails as it did at first.
    """
    __tracebackhide__ = True
    try:
        demand(make)
    except (CheckFailure, StudentException, Missing):
        if not _holds(demand, make, right) and not (after and _holds(after, make, ())):
            raise


def _holds(demand: Callable[[Any], None], make: Any, right: tuple[Right, ...]) -> bool:
    def made(*arguments: Any, **words: Any) -> Any:
        found = make(*arguments, **words)
        by_own_names(found, *(each.attribute for each in right))
        for each in right:
            stand_in(found, each.method, each.function, each.attribute)
        return found

    with unshown(make):
        try:
            demand(made)
        except (CheckFailure, StudentException, Missing):
            return False
        return True


def asked_before(
    method: StudentMethod, x: np.ndarray, *others: np.ndarray, is_longer_first: bool = True
) -> np.ndarray:
    """Return x in an array about which a method has been asked when it held something else, -x.

    What was answered then is no answer now, though it is the same array. Where ``is_longer_first``
    it has been asked about a row more before that: how long the first batch is says nothing of the
    next. Ask first of all: what comes after an answer is sent ahead only if it was drawn.
    """
    __tracebackhide__ = True
    given = -x
    if is_longer_first:
        attempt(method, *map(a_row_more, (given, *others)))
    attempt(method, given, *others)
    given[...] = x
    return given


def a_row_more(batch: np.ndarray) -> np.ndarray:
    """Return a batch with its first row once more at the end."""
    return np.concatenate([batch, batch[:1]])


def assert_same_again(method: StudentMethod, *arrays: np.ndarray, what: Text) -> None:
    """Demand of a method the same answer to the same arrays every time, whatever is right.

    What is no number is judged elsewhere.
    """
    __tracebackhide__ = True
    times = _TIMES if max(map(len, arrays)) < _MANY_ROWS else _TIMES_OF_MANY
    first, *others = answers_of_many(method, *arrays, count=1 + times)
    for other in others:
        expect(
            not _are_numbers(first, other) or np.array_equal(first, other, equal_nan=True),
            otherwise=what + Text(" is not the same when asked again", ": 다시 물으면 달라집니다"),
            expected=first,
            actual=other,
        )


def _are_numbers(*answers: Any) -> bool:
    return all(
        isinstance(each, (int, float, np.ndarray)) and np.asarray(each).dtype.kind in "biuf"
        for each in answers
    )
