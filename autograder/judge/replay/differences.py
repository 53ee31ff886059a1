"""The other questions of a finite difference, answered along with its first.

Whoever asks f a step beside the array that was passed will ask it beside all other elements, and on
the other side. Their answers go along, sealed (see `sealed`): a word to and fro for each was more
than half the cost of a right solution with a step of its own. And whoever has done so once has a
habit, for which a rehearsal knows the answers in every example, and which goes on where a descent
has moved to. Must never answer what differs from that place in more than one element, nor count
what was not asked.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

import numpy as np

from autograder.checks.function import Function
from autograder.judge.replay.steps import Steps, is_about
from autograder.protocol.sealed_answers import Frames, sealed
from autograder.protocol.values import Table

_MOST_ELEMENTS, _MOST_STEPS = 72, 4
"""What a question may make the judge work: no formula has more steps, no drawn array is larger."""
_MOST_ANSWERS = 4096
"""In one call: whoever walks on and on is answered one by one in the end."""
_ON_TRIAL, _RETURN = 1024, 2
"""Answers that somebody is given before it is seen that any was used, and more for each that was:
whose points drift is always elsewhere than foreseen, at every question anew."""
_MOST_MISSES = 3
"""Questions of a call of which nothing could be made, after which nothing more is looked for."""

_LEFT_OVER = 1e-6
"""Of a step, what may be left in other elements: numbers within 1e5 are rounded by less."""

Way = Literal["apart", "on", "back"]


class Habit(NamedTuple):
    """How somebody moves an array to take a difference."""

    step: float
    is_in_place: bool
    """The passed array itself is moved, not a copy."""
    is_by_row: bool = False
    """f is handed the row that has moved, alone."""
    way: Way = "apart"
    """From the element's value to either side; or by a step and then by two ``on`` to the other
    side, each of which is rounded; or so and by a step ``back``, which may not lead back quite."""


class Stencil:
    """What may be asked beside the arrays of one call."""

    def __init__(self, key: bytes) -> None:
        """Begin with nothing; receipts are made with ``key``."""
        self._key = key
        self.receipts: set[bytes] = set()
        self.habits: dict[Habit, None] = {}
        """Those that were seen, in any call."""
        self._steps = Steps()
        self._frames = Frames()
        self._functions: Sequence[Function] = ()
        self._answered: set[tuple[int, Habit]] = set()
        self._made = self._used = 0
        """Answers that went along, in all calls, and those of them that were asked for."""
        self.begin([], [])

    def begin(self, arrays: Sequence[np.ndarray], functions: Sequence[Function]) -> None:
        """Begin a call that has these ``arrays`` and ``functions`` among its arguments."""
        self.receipts.clear()
        self._answered.clear()
        self._arrays, self._functions = arrays, functions
        self._start = arrays[0].copy() if len(arrays) == 1 else np.empty(0)
        self._center = self._start
        self._last: tuple[np.ndarray, Habit | None] = (self._start, None)
        """The last question that was asked across, and what was made of it."""
        earned = _ON_TRIAL + _RETURN * self._used - self._made
        self._left, self._misses = min(_MOST_ANSWERS, earned), 0

    def beside(self, identity: int, point: np.ndarray) -> Table:
        """Return the answers beside ``point``, where a function has just been evaluated.

        ``point`` is the passed array itself, or one of the student's that was made of it or of one
        of its rows. Each habit is answered once at each place.
        """
        is_over = self._left <= 0 or self._misses == _MOST_MISSES
        if is_over or not self._is_small() or point.dtype != np.float64:
            return {}
        with np.errstate(all="ignore"):  # a descent may run off, and meet infinity
            habit = self._habit(point) or self._moved_on(point)
        self._last = (point.copy(), habit)
        if habit is None:
            self._misses += 1
            return {}
        if (identity, habit) in self._answered or len(self._answered) == _MOST_STEPS:
            return {}
        self._answered.add((identity, habit))
        self._learn(habit)
        table = self.of(habit, identity, but=point.copy())
        self._left -= len(table)
        self._made += len(table) if self.receipts else 0  # without them no use is seen
        return table

    def _learn(self, habit: Habit) -> None:
        """Keep a habit, in place of one whose step it has been told from more exactly."""
        for known in list(self.habits):
            if known._replace(step=habit.step) == habit and is_about(known.step, habit.step):
                del self.habits[known]
        if len(self.habits) < _MOST_STEPS:
            self.habits[habit] = None

    def used(self, receipts: Sequence[bytes]) -> None:
        """Take note that answers were asked for, by their receipts."""
        self._used += len(receipts)

    def _habit(self, point: np.ndarray) -> Habit | None:
        """Return how ``point`` came about; None where that cannot be told."""
        (array,), center = self._arrays, self._center
        is_row = center.ndim > 1 and point.shape == center.shape[1:]
        is_in_place = point is array or (is_row and _is_moved_row(array, center, point))
        if not is_in_place and not np.array_equal(array, self._start):
            return None  # f may read either
        origins = list(center) if is_row and not is_in_place else [center]
        end = array if is_in_place else point
        for origin in origins:
            for step, way in _steps(origin, end, self._steps):
                habit = Habit(step, is_in_place, is_row, way)
                if way == "apart" or any(np.array_equal(p, end) for p in _points(habit, center)):
                    return habit
        return None

    def _moved_on(self, point: np.ndarray) -> Habit | None:
        """Go to where a descent has led, if ``point`` is what a known habit asks there first.

        That is a step up beside the first element. Which habit it is, the next question tells where
        the guess was wrong: it is two steps down from the first.
        """
        previous, last = self._last
        is_in_place = point is self._arrays[0]
        habits = [h for h in self.habits if h.is_in_place == is_in_place and not h.is_by_row]
        if not habits or point.shape != self._start.shape or np.array_equal(point, self._center):
            return None
        habit, first = last if last in habits else habits[0], point
        for each in habits:
            if _is_two_steps_down(previous, point, each.step):
                habit, first = each, previous
        center = first.copy()
        center.flat[0] = _before(float(first.flat[0]), habit.step)
        if np.array_equal(center, self._center) or not np.isfinite(center).all():
            return None
        self._center = center
        self._answered.clear()
        return habit

    def _is_small(self) -> bool:
        is_one = len(self._arrays) == 1 and self._start.dtype == np.float64
        return is_one and 0 < self._start.size <= _MOST_ELEMENTS

    def of(self, habit: Habit, identity: int, but: np.ndarray | None = None) -> Table:
        """Return the answers to all that a habit asks of a function where it is now.

        ``but`` is what has just been asked, as the array lies now: it was answered.
        """
        if not self._is_small() or (habit.is_by_row and self._start.ndim < 2):
            return {}
        array, function = self._arrays[0], self._functions[identity]
        now, calls = array.copy(), function.calls
        try:
            answers = list(self._answers(habit, identity, now, but))
        except Exception:  # f may take no row, or not have been meant to be asked there
            return {}
        finally:
            array[...] = now
            function.calls = calls
        table = {tag: hidden for tag, hidden, _ in answers}
        if len(table) < len(answers):  # what is asked for two elements would count once
            return {}
        # A copy is moved: for an f that reads the array itself nothing was, however often asked.
        if habit.is_in_place or function.shape is not None:
            self.receipts.update(receipt for _, _, receipt in answers)
        return table

    def _answers(
        self, habit: Habit, identity: int, now: np.ndarray, but: np.ndarray | None
    ) -> Iterator[tuple[bytes, bytes, bytes]]:
        """Yield tag, sealed answer and receipt of each question; the array is moved meanwhile."""
        array, function = self._arrays[0], self._functions[identity]
        for place, moved in _moves(habit, self._center):
            point = moved[place[0]] if habit.is_by_row else moved
            is_there = not habit.is_in_place or np.array_equal(moved, now)
            if but is not None and is_there and np.array_equal(point, but):
                continue
            if habit.is_in_place:
                array[...] = moved
            value = function(array if habit.is_in_place and not habit.is_by_row else point)
            asked = self._frames.packed(identity, point, moved if habit.is_in_place else now)
            yield sealed(asked, ["value", value], self._key)


def _moves(habit: Habit, center: np.ndarray) -> Iterator[tuple[tuple[int, ...], np.ndarray]]:
    """Yield the places that a habit moves, twice each, and the array as it is then."""
    moved, step = center.copy(), habit.step
    for place in np.ndindex(center.shape):
        value = moved[place]
        up = value + step
        down = value - step if habit.way == "apart" else up - 2 * step
        for each in (up, down):
            moved[place] = each
            yield place, moved.copy()
        moved[place] = down + step if habit.way == "back" else value


def _points(habit: Habit, center: np.ndarray) -> Iterator[np.ndarray]:
    """Yield what has moved: the array, or a copy of a row."""
    is_row = habit.is_by_row and not habit.is_in_place
    for place, moved in _moves(habit, center):
        yield moved[place[0]] if is_row else moved


def _is_moved_row(array: np.ndarray, start: np.ndarray, point: np.ndarray) -> bool:
    moved = [row for row, old in zip(array, start, strict=True) if not np.array_equal(row, old)]
    return len(moved) == 1 and np.array_equal(moved[0], point)


def _steps(start: np.ndarray, end: np.ndarray, steps: Steps) -> Iterator[tuple[float, Way]]:
    """Yield by which steps one element may have been moved, and how, the likeliest first.

    None where more than one has moved, but for what is left of steps to and fro.
    """
    if start.shape != end.shape:
        return
    way = np.abs(end - start).ravel()
    place = int(np.argmax(way))
    length = float(way[place])
    rest = np.delete(way, place)
    if not 0 < length < math.inf or not np.all(rest <= _LEFT_OVER * length):
        return
    old, new = float(start.flat[place]), float(end.flat[place])
    step = steps.between(old, new)
    if not np.any(rest) and old + math.copysign(step, new - old) == new:
        yield step, "apart"
    yield from itertools.product((step, -step), ("on", "back"))


def _is_two_steps_down(first: np.ndarray, second: np.ndarray, step: float) -> bool:
    """Return whether the first element alone is lower by two steps, but for rounding."""
    if first.shape != second.shape or not np.array_equal(first.ravel()[1:], second.ravel()[1:]):
        return False
    return is_about(float(first.flat[0] - second.flat[0]), 2 * step)


def _before(end: float, step: float) -> float:
    """Return the number that ``step`` leads from to ``end``, or one beside it."""
    start = end - step
    near = (start, math.nextafter(start, math.inf), math.nextafter(start, -math.inf))
    return next((each for each in near if each + step == end), start)
