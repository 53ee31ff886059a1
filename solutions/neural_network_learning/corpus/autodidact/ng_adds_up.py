"""The differences are added up from entry to entry."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "numerical_gradient"
IS = "numerical_gradient_running_total"

def numerical_gradient(f, x):
    eps = 1e-5
    out, total = np.zeros(x.shape), 0.0
    for pos in np.ndindex(x.shape):
        old = x[pos]
        x[pos] = old + eps
        total += f(x)
        x[pos] = old - eps
        total -= f(x)
        x[pos] = old
        out[pos] = total / (2 * eps)
    return out
