"""A matrix's gradient is filled column by column, in the order of the rows."""

from __future__ import annotations

from typing import Callable
import numpy as np

PART = "numerical_gradient"
IS = ""


def _partial(f: Callable, x: np.ndarray, where: tuple, h: float) -> float:
    old = x[where]
    x[where] = old + h
    plus = f(x)
    x[where] = old - h
    minus = f(x)
    x[where] = old
    return (plus - minus) / (2.0 * h)


def numerical_gradient(f: Callable[[np.ndarray], float], x: np.ndarray) -> np.ndarray:
    if x.ndim == 1:
        return np.array([_partial(f, x, (k,), 1e-4) for k in range(x.size)])
    flat = []
    for col in range(x.shape[1]):
        for row in range(x.shape[0]):
            flat.append(_partial(f, x, (row, col), 1e-4))
    return np.array(flat).reshape(x.shape)
