"""Where somebody's own descent goes next, told from how it has gone on from place to place.

A descent asks f beside each place that it comes to. Which slope it makes of that, and at which
rate it goes on, one step of it shows: the numbers are the very same or they are not. Must never
foresee more than it has been right about.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from autograder.judge.replay.steps import shortest

_FIRST_AHEAD, _MOST_AHEAD = 8, 256
"""Places that are foreseen at once: twice as many each time that it was right."""
_MOST_PLACES = 10_000
_MOST_VAIN = 8
"""Places that were come to in no way that is known, after which no more is looked for."""


class Sides(NamedTuple):
    """What f is at one place, with each element moved by a step up and down, or by none."""

    step: float
    center: np.ndarray
    above: np.ndarray
    below: np.ndarray = np.empty(0)

    @property
    def slope(self) -> Any:
        """The central difference."""
        return (self.above - self.below) / (2 * self.step)


Slope = Callable[..., Any]
Point = Callable[[np.ndarray], bool]


def _of_what_was_moved(one: Sides) -> Any:
    up, down = one.center + one.step, one.center - one.step
    return (one.above - one.below) / (up - down)


def _sum_upwards(near: Sides, far: Sides) -> Any:
    total = far.below - 8 * near.below + 8 * near.above - far.above
    return total / (12 * near.step)


def _sum_downwards(near: Sides, far: Sides) -> Any:
    total = -far.above + 8 * near.above - 8 * near.below + far.below
    return total / (12 * near.step)


_SLOPES: Mapping[int, Sequence[Slope]] = {
    1: (lambda one: one.slope, _of_what_was_moved),
    2: (
        lambda near, far: (4 * near.slope - far.slope) / 3,
        lambda near, far: (4.0 / 3.0) * near.slope - far.slope / 3,
        lambda near, far: near.slope + (near.slope - far.slope) / 3,
        lambda near, far: (
            (8 * (near.above - near.below) - (far.above - far.below)) / (12 * near.step)
        ),
        _sum_upwards,
        _sum_downwards,
    ),
}
"""By how many steps are taken: what is usually made of them, each rounded in its own way."""
_ONE_SIDED: Sequence[Slope] = (
    lambda here, near, far: (-3 * here.above + 4 * near.above - far.above) / (2 * near.step),
    lambda here, near, far: (4 * near.above - 3 * here.above - far.above) / (2 * near.step),
    lambda here, near, far: (4 * near.above - far.above - 3 * here.above) / (2 * near.step),
)
"""What is made of the place itself and of two steps."""
_TAKEN_BY = {
    **{slope: count for count, slopes in _SLOPES.items() for slope in slopes},
    **dict.fromkeys(_ONE_SIDED, 3),
}


def _of(slope: Slope, sides: Sequence[Sides]) -> Any:
    return slope(*sides[-_TAKEN_BY[slope] :])


class Descent:
    """How somebody descends: by which slope, at which rate, and how far that is foreseen."""

    def __init__(self) -> None:
        self._slope: Slope | None = None
        self._rate: float | None = None
        self._usual_rate: float | None = None
        """That of the last descent that went by none that it was told."""
        self._rate_at = 0
        """By which of its numbers the last one went that was told any; -1 for none of them."""
        self._ran = 0
        """Places that were foreseen last."""
        self._vain = 0
        self.begin([])

    def begin(self, numbers: Sequence[float]) -> None:
        """Begin a call with these numbers among its arguments."""
        self._told = [float(each) for each in numbers if isinstance(each, float)]
        is_told = 0 <= self._rate_at < len(self._told)
        self._rate = self._told[self._rate_at] if is_told else self._usual_rate
        counts = [each for each in numbers if isinstance(each, int)]
        self._most = max(counts, default=_MOST_PLACES)
        self._places, self._ahead, self._ran = 1, _FIRST_AHEAD, 0

    def foreseen(self) -> int:
        """Return how many places ahead it is foreseen."""
        is_known = self._slope is not None and self._rate is not None
        return min(self._ahead, max(0, self._most - self._places)) if is_known else 0

    def next(self, center: np.ndarray, sides: Sequence[Sides]) -> np.ndarray | None:
        """Return where it goes from a place; None where that is not known."""
        if self._slope is None or self._rate is None or len(sides) < _TAKEN_BY[self._slope]:
            return None
        self._places += 1
        self._ran += 1
        return np.asarray(center - self._rate * _of(self._slope, sides))

    def came(
        self, center: np.ndarray, sides: Sequence[Sides], about: np.ndarray, point: Point
    ) -> np.ndarray | None:
        """Return where it has gone from a place, if that is known; ``about`` there it is.

        ``point(there)`` returns whether what was asked is what it asks first there.
        """
        if self._vain == _MOST_VAIN:
            return None
        gone = center - about
        for slope in self._slopes(sides):
            way = _of(slope, sides)
            for rate in self._rates(gone, way):
                there = np.asarray(center - rate * way)
                if point(there):
                    self._learn(slope, rate)
                    return there
        self._vain += 1
        self._places, self._ran, self._ahead = self._places - self._ran, 0, 1
        return None

    def _slopes(self, sides: Sequence[Sides]) -> Sequence[Slope]:
        """Return what may be made of these, the known one first."""
        has_here = sides[0].step == 0
        slopes = [*_SLOPES.get(len(sides) - has_here, ())]
        if has_here and len(sides) == _TAKEN_BY[_ONE_SIDED[0]]:
            slopes += _ONE_SIDED
        return sorted(slopes, key=lambda slope: slope is not self._slope)

    def _rates(self, gone: np.ndarray, way: np.ndarray) -> Sequence[float]:
        """Return the rates that may have led so far along a way, those that were told first."""
        place = int(np.abs(way).argmax())
        rate = float(gone.flat[place] / way.flat[place])
        return [*self._told, *([shortest(rate)] if math.isfinite(rate) else [])]

    def _learn(self, slope: Slope, rate: float) -> None:
        if self._slope is slope and self._rate == rate:
            self._ahead = min(2 * self._ahead, _MOST_AHEAD)
        self._slope, self._rate = slope, rate
        if self._told:
            self._rate_at = self._told.index(rate) if rate in self._told else -1
        if rate not in self._told:
            self._usual_rate = rate
        self._places += 1
        self._vain = self._ran = 0
