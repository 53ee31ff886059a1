"""The learning rate shrinks from step to step."""

from __future__ import annotations

from typing import Callable
import numpy as np

PART = "gradient_descent.path"
IS = ""


def gradient_descent(f, init_x: np.ndarray, lr: float = 0.01, step_num: int = 100):
    history = np.zeros((step_num, *init_x.shape))
    x = init_x.astype(float)
    for k in range(step_num):
        history[k] = x
        x = x - lr * numerical_gradient(f, x)
        lr *= 0.95
    return x, history
