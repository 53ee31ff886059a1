"""The second difference in place of the first."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "numerical_gradient"
IS = ""

def numerical_gradient(f, x):
    h = 1e-3
    grad = np.zeros_like(x)
    xs, gs = x.reshape(-1), grad.reshape(-1)
    for i in range(xs.size):
        old = xs[i]
        mid = f(x)
        xs[i] = old + h
        a = f(x)
        xs[i] = old - h
        b = f(x)
        xs[i] = old
        gs[i] = (a - 2 * mid + b) / h ** 2
    return grad
