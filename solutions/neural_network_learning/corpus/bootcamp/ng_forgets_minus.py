"""f(x + h) and f(x) with x moved back only half way."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "numerical_gradient"
IS = ""

def numerical_gradient(f, x):
    h = 1e-4
    grad = np.zeros_like(x)
    it = np.nditer(x, flags=['multi_index'])
    for _ in it:
        i = it.multi_index
        x[i] += h
        a = f(x)
        x[i] -= 1.5 * h
        b = f(x)
        x[i] += 0.5 * h
        grad[i] = (a - b) / (2 * h)
    return grad
