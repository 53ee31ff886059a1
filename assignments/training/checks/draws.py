"""Arrays that the checks draw, and plain questions about what came back.

Drawn numbers are simple ones, so that the smallest counterexample is easy to read.
"""

from __future__ import annotations

import math
from functools import cache
from typing import Any

import numpy as np
from hypothesis import strategies as st

from autograder.checks import Missing, StudentException

Arrays = dict[str, np.ndarray]


@cache
def chosen(shape: tuple[int, ...], values: tuple[float, ...]) -> st.SearchStrategy[np.ndarray]:
    """Draw float64 arrays of some ``values``, the first of which are the simplest.

    A byte stands for an element: one draw for an array costs a tenth of a draw for each element,
    and a string of bytes shrinks towards the first value as well.
    """
    size = math.prod(shape)
    table = np.array(values)

    def decoded(data: bytes) -> np.ndarray:
        picked = np.frombuffer(data, dtype=np.uint8) % len(table)
        return np.ascontiguousarray(table[picked].reshape(shape))

    return st.binary(min_size=size, max_size=size).map(decoded)


def arrays(
    shape: tuple[int, ...], low: float, high: float, step: float = 0.25
) -> st.SearchStrategy[np.ndarray]:
    """Draw float64 arrays of multiples of ``step`` from ``low`` to ``high``, small ones first."""
    count = range(math.ceil(low / step), math.floor(high / step) + 1)
    return chosen(shape, tuple(step * i for i in sorted(count, key=abs)))


def attempt(function: Any, *arguments: Any) -> Any:
    """Return what a student's function answers, or None where it cannot be called."""
    try:
        return function(*arguments)
    except (StudentException, Missing):
        return None


@cache
def one_hot(rows: int, classes: int) -> st.SearchStrategy[np.ndarray]:
    """Draw one-hot targets, a row each."""

    def decoded(data: bytes) -> np.ndarray:
        return np.eye(classes)[np.frombuffer(data, dtype=np.uint8) % classes]

    return st.binary(min_size=rows, max_size=rows).map(decoded)


def is_right(own: Any, right: np.ndarray, tolerance: Any = 1e-9) -> bool:
    """Return whether an answer is an array of floats as close to the right one."""
    is_alike = isinstance(own, np.ndarray) and own.shape == right.shape
    return is_alike and own.dtype.kind == "f" and bool(np.all(np.abs(own - right) <= tolerance))
