"""The steps of somebody's differences, told from where the elements of an array were moved to.

An element and a step make a sum that is rounded, so a step is known within bounds, which each
element narrows. Must never take two steps for one that could not be the same.
"""

from __future__ import annotations

import math

_MOST = 8
"""Steps that are kept: who takes more has no habit."""
_ROUNDED = 1.5
"""Units in the last place of a sum, or of two one upon the other, by which its step may be off."""
_MOST_DIGITS = 8
"""Of a decimal number as somebody writes it. By chance one lies within bounds as wide as 1e-12 of a
step, those of an element of 1 and a step of 1e-4, once in ten thousand steps."""
_ABOUT = 1e-6


class Steps:
    """The steps that were seen, each between its bounds."""

    def __init__(self) -> None:
        self._seen: list[tuple[float, float, float]] = []
        """The bounds of each, and the length that was least uncertain."""

    def between(self, start: float, end: float) -> float:
        """Return the likeliest step that leads from one number to the other, up or down."""
        length = abs(end - start)
        doubt = _ROUNDED * math.ulp(max(abs(start), abs(end)))
        low, high, best = length - doubt, length + doubt, length
        for index, (least, most, known) in enumerate(self._seen):
            if max(low, least) <= min(high, most):
                if most - least < high - low:
                    best = known
                low, high = max(low, least), min(high, most)
                self._seen[index] = low, high, best
                return _likeliest(low, high, best)
        if len(self._seen) < _MOST:
            self._seen.append((low, high, best))
        return _likeliest(low, high, best)


def is_about(step: float, other: float) -> bool:
    """Return whether two numbers may be one step: its sums with elements up to 1e5 are rounded."""
    return math.isclose(step, other, rel_tol=_ABOUT)


def shortest(number: float) -> float:
    """Return the shortest decimal number that is about the same."""
    decimals = (float(f"{number:.{digits}g}") for digits in range(1, _MOST_DIGITS + 1))
    return next((each for each in decimals if is_about(each, number)), number)


def _likeliest(low: float, high: float, best: float) -> float:
    """Return the power of two or the short decimal number between the bounds, or else ``best``."""
    power = 2.0 ** round(math.log2(best))
    if low <= power <= high:
        return power
    for digits in range(1, _MOST_DIGITS + 1):
        decimal = float(f"{best:.{digits}g}")
        if low <= decimal <= high:
            return decimal
    return best if low <= best <= high else (low + high) / 2
