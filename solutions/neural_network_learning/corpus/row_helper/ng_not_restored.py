"""Row by row, and the entry is not put back."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "numerical_gradient"
IS = "numerical_gradient_not_restored"

def _line(f, v):
    h = 1e-4
    g = np.zeros_like(v)
    for i in range(v.size):
        v[i] += h
        p = f(v)
        v[i] -= 2 * h
        m = f(v)
        g[i] = (p - m) / (2 * h)
    return g

def numerical_gradient(f, x):
    if x.ndim == 1:
        return _line(f, x)
    return np.array([_line(f, row) for row in x])
