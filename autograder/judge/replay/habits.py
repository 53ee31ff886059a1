"""How somebody moves an array to take a difference, and what is seen of it in one point.

Must never take for a habit what has moved more than one element.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from typing import Literal, NamedTuple

import numpy as np

from autograder.judge.replay.steps import Steps, is_about

_LEFT_OVER = 1e-6
"""Of a step, what may be left in other elements: numbers within 1e5 are rounded by less."""
_MOST_TIMES = 10
"""The steps of one formula are small multiples of each other."""

Way = Literal["apart", "on", "back", "through"]


class Habit(NamedTuple):
    """How somebody moves an array to take a difference; a step of 0 is to ask where it is."""

    step: float
    is_in_place: bool
    """The passed array itself is moved, not a copy."""
    is_by_row: bool = False
    """f is handed the row that has moved, alone."""
    way: Way = "apart"
    """From the element's value to either side; or by a step and then by two ``on`` to the other
    side, each of which is rounded; or so and by a step ``back``, which may not lead back quite; or
    by single steps all the way, ``through`` what should be the element's value."""


def moves(habit: Habit, center: np.ndarray) -> Iterator[tuple[int, np.ndarray]]:
    """Yield the places that a habit moves, twice each, and the array as it is then."""
    moved, step, way = center.copy(), habit.step, habit.way
    if not step:
        yield 0, moved
        return
    elements = moved.reshape(-1)
    for place, value in enumerate(elements.tolist()):
        up = value + step
        if way == "apart":
            down = value - step
        else:
            down = up - step - step if way == "through" else up - 2 * step
        for each in (up, down):
            elements[place] = each
            yield place, moved.copy()
        elements[place] = down + step if way in ("back", "through") else value


def points(habit: Habit, center: np.ndarray) -> Iterator[np.ndarray]:
    """Yield what has moved: the array, or a copy of a row."""
    is_row = habit.is_by_row and not habit.is_in_place
    for place, moved in moves(habit, center):
        yield moved[place // moved[0].size] if is_row else moved


def is_moved_row(array: np.ndarray, start: np.ndarray, point: np.ndarray) -> bool:
    """Return whether ``point`` is the only row of an array that is not as at the ``start``."""
    moved = [row for row, old in zip(array, start, strict=True) if not np.array_equal(row, old)]
    return len(moved) == 1 and np.array_equal(moved[0], point)


def seen(start: np.ndarray, end: np.ndarray, steps: Steps) -> Iterator[tuple[float, Way]]:
    """Yield by which steps one element may have been moved, and how, the likeliest first.

    None where more than one has moved, but for what is left of steps to and fro.
    """
    if start.shape != end.shape:
        return
    way = np.abs(end - start).ravel()
    place = int(way.argmax())
    length = float(way[place])
    way[place] = 0.0
    rest = float(way.max())
    if not 0 < length < math.inf or not rest <= _LEFT_OVER * length:
        return
    old, new = float(start.flat[place]), float(end.flat[place])
    step = steps.between(old, new)
    if not rest and old + math.copysign(step, new - old) == new:
        yield step, "apart"
    yield from itertools.product((step, -step), ("on", "back", "through"))


def is_of_one_formula(step: float, other: float) -> bool:
    """Return whether somebody may take both steps for one difference, as h and 2h."""
    least, most = sorted((abs(step), abs(other)))
    times = most / least if least > 0 else math.inf
    return times < _MOST_TIMES + 0.5 and is_about(times, round(times))


def two_steps(first: np.ndarray, second: np.ndarray, step: float) -> tuple[int, float] | None:
    """Return where a single element is two steps lower, or higher, but for rounding, and its step.

    That is the one that leads to the ``first`` from between the two.
    """
    if first.shape != second.shape:
        return None
    apart = (first - second).ravel()
    place = int(np.abs(apart).argmax())
    length = float(apart[place])
    if np.count_nonzero(apart) != 1 or not is_about(abs(length), 2 * abs(step)):
        return None
    return place, math.copysign(step, length)


def before(end: float, step: float) -> float:
    """Return the number that ``step`` leads from to ``end``, or one beside it."""
    start = end - step
    near = (start, math.nextafter(start, math.inf), math.nextafter(start, -math.inf))
    return next((each for each in near if each + step == end), start)
