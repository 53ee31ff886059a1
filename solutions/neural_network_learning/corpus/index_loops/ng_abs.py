"""The absolute value of the difference is taken."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "numerical_gradient"
IS = ""

def numerical_gradient(f, x):
    h = 1e-4
    grad = np.zeros_like(x)
    it = np.nditer(x, flags=["multi_index"])
    while not it.finished:
        i = it.multi_index
        v = x[i]
        x[i] = v + h
        a = f(x)
        x[i] = v - h
        b = f(x)
        x[i] = v
        grad[i] = abs(a - b) / (2 * h)
        it.iternext()
    return grad
