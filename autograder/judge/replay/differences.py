"""The other questions of a finite difference, answered along with its first.

Whoever asks f a step beside the array that was passed will ask it beside all other elements, and on
the other side. Their answers go along, sealed (see `sealed`): a word to and fro for each was more
than half the cost of a right solution with a step of its own. And whoever has done so once has a
habit, for which a rehearsal knows the answers in every example. Must never answer what differs
from the passed array in more than one element, nor count what was not asked.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from autograder.checks.function import Function
from autograder.protocol.sealed_answers import sealed
from autograder.protocol.values import Encoder, Table

_MOST_ELEMENTS, _MOST_STEPS = 64, 4
"""What a question may make the judge work: no formula has more steps, no drawn array is larger."""


class Habit(NamedTuple):
    """How somebody moves an array to take a difference."""

    step: float
    is_in_place: bool
    """The passed array itself is moved, not a copy."""
    is_by_row: bool = False
    """f is handed the row that has moved, alone."""


class Stencil:
    """What may be asked beside the arrays of one call."""

    def __init__(self, key: bytes) -> None:
        """Begin with nothing; receipts are made with ``key``."""
        self._key = key
        self.receipts: set[bytes] = set()
        self.habits: dict[Habit, None] = {}
        """Those that were seen, in any call."""
        self._arrays: Sequence[np.ndarray] = ()
        self._functions: Sequence[Function] = ()
        self._start = np.empty(0)
        self._answered: set[tuple[int, Habit]] = set()

    def begin(self, arrays: Sequence[np.ndarray], functions: Sequence[Function]) -> None:
        """Begin a call that has these ``arrays`` and ``functions`` among its arguments."""
        self.receipts.clear()
        self._answered.clear()
        self._arrays, self._functions = arrays, functions
        if len(arrays) == 1:
            self._start = arrays[0].copy()

    def beside(self, identity: int, point: np.ndarray) -> Table:
        """Return the answers beside ``point``, where a function has just been evaluated.

        ``point`` is the passed array itself, or one of the student's that was made of it or of one
        of its rows. Each habit is answered once in a call.
        """
        habit = self._habit(point)
        if habit is None or (identity, habit) in self._answered:
            return {}
        if len(self._answered) == _MOST_STEPS:
            return {}
        self._answered.add((identity, habit))
        if len(self.habits) < _MOST_STEPS:
            self.habits[habit] = None
        return self.of(habit, identity, but=point.copy())

    def used(self, receipts: Sequence[bytes]) -> None:
        """Take note that answers were asked for: here a count is enough, and others keep it."""

    def _habit(self, point: np.ndarray) -> Habit | None:
        """Return how ``point`` came about; None where that cannot be told."""
        if not self._is_small() or point.dtype != np.float64:
            return None
        (array,), start = self._arrays, self._start
        is_row = start.ndim > 1 and point.shape == start.shape[1:]
        if np.array_equal(array, start):
            origins: Iterable[np.ndarray] = start if is_row else [start]
            steps = (_step_between(origin, point) for origin in origins)
            step = next((step for step in steps if step is not None), None)
            return None if step is None else Habit(step, False, is_row)
        if point is array or (is_row and _is_moved_row(array, start, point)):
            step = _step_between(start, array)
            return None if step is None else Habit(step, True, is_row)
        return None  # f may read either

    def _is_small(self) -> bool:
        is_one = len(self._arrays) == 1 and self._start.dtype == np.float64
        return is_one and 0 < self._start.size <= _MOST_ELEMENTS

    def of(self, habit: Habit, identity: int, but: np.ndarray | None = None) -> Table:
        """Return the answers to all that a habit asks of a function in this call.

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
        encode = Encoder().encode
        start = encode(self._start)
        for place, by in itertools.product(np.ndindex(array.shape), (habit.step, -habit.step)):
            moved = self._start.copy()
            moved[place] += by
            point = moved[place[0]] if habit.is_by_row else moved
            is_there = not habit.is_in_place or np.array_equal(moved, now)
            if but is not None and is_there and np.array_equal(point, but):
                continue
            if habit.is_in_place:
                array[...] = moved
            value = function(array if habit.is_in_place and not habit.is_by_row else point)
            state = encode(moved) if habit.is_in_place else start
            question = ["eval", identity, encode(point), [state]]
            yield sealed(question, ["value", value], self._key)


def _is_moved_row(array: np.ndarray, start: np.ndarray, point: np.ndarray) -> bool:
    moved = [row for row, old in zip(array, start, strict=True) if not np.array_equal(row, old)]
    return len(moved) == 1 and np.array_equal(moved[0], point)


def _step_between(start: np.ndarray, end: np.ndarray) -> float | None:
    """Return the step that one element has been moved by; None where it is not one alone."""
    if start.shape != end.shape:
        return None
    (places,) = np.nonzero((start != end).ravel())
    if len(places) != 1:
        return None
    place = int(places[0])
    return _step(float(start.flat[place]), float(end.flat[place]))


def _step(start: float, end: float) -> float | None:
    """Return the step that leads exactly from ``start`` to ``end``; None if none is found."""
    way = abs(end - start)
    if not math.isfinite(way):
        return None
    # A short decimal number, whatever the sum of it and an element was rounded to.
    for step in (float(f"{way:.3g}"), way):
        if start + math.copysign(step, end - start) == end:
            return step
    return None
