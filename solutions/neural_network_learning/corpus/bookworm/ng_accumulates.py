"""Adds to the whole gradient, so that every entry is a sum."""

import numpy as np
from common.functions import sigmoid, softmax, cross_entropy_error

PART = "numerical_gradient"
IS = "numerical_gradient_index_forgotten"


def numerical_gradient(f, x):
    h = 1e-4
    grad = np.zeros_like(x)
    it = np.nditer(x, flags=["multi_index"], op_flags=["readwrite"])
    while not it.finished:
        idx = it.multi_index
        tmp_val = x[idx]
        x[idx] = tmp_val + h
        fxh1 = f(x)
        x[idx] = tmp_val - h
        fxh2 = f(x)
        grad += (fxh1 - fxh2) / (2 * h)
        x[idx] = tmp_val
        it.iternext()
    return grad
