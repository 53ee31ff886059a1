"""The second point is x itself, divided by 2h: half a forward difference."""

from __future__ import annotations

from typing import Callable
import numpy as np

PART = "numerical_gradient"
IS = ""


def _partial(f: Callable, x: np.ndarray, where: tuple, h: float) -> float:
    old = x[where]
    x[where] = old + h
    plus = f(x)
    x[where] = old
    minus = f(x)
    x[where] = old
    return (plus - minus) / (2.0 * h)


def numerical_gradient(f: Callable[[np.ndarray], float], x: np.ndarray) -> np.ndarray:
    g = np.empty(x.shape, dtype=float)
    for where in np.ndindex(x.shape):
        g[where] = _partial(f, x, where, 1e-4)
    return g
