"""The value is remembered after it was raised: lower point is x, and x is left at x + h."""

import numpy as np
from common.functions import sigmoid, softmax, cross_entropy_error

PART = "numerical_gradient"
IS = ""


def numerical_gradient(f, x):
    h = 1e-4
    grad = np.zeros_like(x)
    it = np.nditer(x, flags=["multi_index"], op_flags=["readwrite"])
    while not it.finished:
        idx = it.multi_index
        x[idx] += h
        tmp_val = x[idx]
        fxh1 = f(x)
        x[idx] = tmp_val - h
        fxh2 = f(x)
        grad[idx] = (fxh1 - fxh2) / (2 * h)
        x[idx] = tmp_val
        it.iternext()
    return grad
