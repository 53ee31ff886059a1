"""The gradient is divided by the number of elements."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "numerical_gradient"
IS = ""

def numerical_gradient(f, x):
    h = 1e-4
    grad = np.zeros_like(x)
    xs, gs = x.reshape(-1), grad.reshape(-1)
    for i in range(xs.size):
        old = xs[i]
        xs[i] = old + h
        a = f(x)
        xs[i] = old - h
        b = f(x)
        xs[i] = old
        gs[i] = (a - b) / (2 * h)
    return grad / x.size
