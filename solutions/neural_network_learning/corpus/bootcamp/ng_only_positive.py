"""Entries that are 0 or less are skipped."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "numerical_gradient"
IS = ""

def numerical_gradient(f, x):
    h = 1e-4
    grad = np.zeros_like(x)
    for k in np.ndindex(x.shape):
        if x[k] <= 0:
            continue
        v = x[k]
        x[k] = v + h
        up = f(x)
        x[k] = v - h
        down = f(x)
        x[k] = v
        grad[k] = (up - down) / (2 * h)
    return grad
