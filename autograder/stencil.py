"""The other questions of a finite difference, answered along with its first.

Whoever asks f a step beside the array that was passed will ask it beside all other elements, and on
the other side. Their answers go along, sealed (see `sealed`): a word to and fro for each was more
than half the cost of a right solution with a step of its own. Must never answer what differs
from the passed array in more than one element, nor count what was not asked.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from autograder.function import Function
from autograder.sealed import sealed
from autograder.values import Encoder, Table

_MOST_ELEMENTS, _MOST_STEPS = 64, 4
"""What a question may make the judge work: no formula has more steps, no drawn array is larger."""


class Stencil:
    """What may be asked beside the arrays of one call."""

    def __init__(self) -> None:
        self.receipts: set[bytes] = set()
        self._arrays: Sequence[np.ndarray] = ()
        self._start = np.empty(0)
        self._steps: set[tuple[int, float]] = set()

    def begin(self, arrays: Sequence[np.ndarray]) -> None:
        """Begin a call that has these ``arrays`` among its arguments."""
        self.receipts.clear()
        self._steps.clear()
        self._arrays = arrays
        if len(arrays) == 1:
            self._start = arrays[0].copy()

    def beside(self, identity: int, function: Function, point: np.ndarray) -> Table:
        """Return the answers beside ``point``, where ``function`` has just been evaluated.

        ``point`` is the passed array itself, or one of the student's that was made of it while that
        lay as it was passed: f may read either. Each step is answered once in a call.
        """
        if len(self._arrays) != 1 or not _is_alike(point, self._start):
            return {}
        (array,) = self._arrays
        if point is not array and not np.array_equal(array, self._start):
            return {}
        (places,) = np.nonzero((point != self._start).ravel())
        if len(places) != 1:
            return {}
        place = int(places[0])
        step = _step(float(self._start.flat[place]), float(point.flat[place]))
        if step is None or (identity, step) in self._steps or len(self._steps) == _MOST_STEPS:
            return {}
        self._steps.add((identity, step))
        return self._answered(identity, function, point, step)

    def _answered(self, identity: int, function: Function, point: np.ndarray, step: float) -> Table:
        array = self._arrays[0]
        is_in_place = point is array
        now, calls, asked = array.copy(), function.calls, point.copy()
        encode = Encoder().encode
        start = encode(self._start)
        table: Table = {}
        for place in range(asked.size):
            for by in (step, -step):
                other = self._start.copy()
                other.flat[place] += by
                if np.array_equal(other, asked):
                    continue
                if is_in_place:
                    array[...] = other
                value = function(array if is_in_place else other)
                tree = encode(other)
                question = ["eval", identity, tree, [tree if is_in_place else start]]
                tag, hidden, receipt = sealed(question, ["value", value])
                table[tag] = hidden
                self.receipts.add(receipt)
        array[...] = now
        function.calls = calls
        return table


def _is_alike(point: np.ndarray, start: np.ndarray) -> bool:
    is_small = 0 < start.size <= _MOST_ELEMENTS and start.dtype == np.float64
    return is_small and point.shape == start.shape and point.dtype == start.dtype


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
