"""The history is filled from the second row on; the first stays zero."""

from __future__ import annotations

from typing import Callable
import numpy as np

PART = "gradient_descent.history"
IS = ""


def gradient_descent(f, init_x: np.ndarray, lr: float = 0.01, step_num: int = 100):
    history = np.zeros((step_num, *init_x.shape))
    x = init_x.astype(float)
    for k in range(step_num):
        x = x - lr * numerical_gradient(f, x)
        if k + 1 < step_num:
            history[k + 1] = x
    return x, history
