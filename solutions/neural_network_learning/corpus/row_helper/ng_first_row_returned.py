"""The return stands in the loop over the rows."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "numerical_gradient"
IS = "numerical_gradient_first_row_only"

def _line(f, v):
    h = 1e-4
    g = np.zeros_like(v)
    for i in range(v.size):
        keep = v[i]
        v[i] = keep + h
        p = f(v)
        v[i] = keep - h
        m = f(v)
        v[i] = keep
        g[i] = (p - m) / (2 * h)
    return g

def numerical_gradient(f, x):
    if x.ndim == 1:
        return _line(f, x)
    g = np.zeros_like(x)
    for i, row in enumerate(x):
        g[i] = _line(f, row)
        return g
