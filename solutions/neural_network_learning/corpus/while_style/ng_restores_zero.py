"""Every entry is set to 0 afterwards."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "numerical_gradient"
IS = ""

def numerical_gradient(f, x):
    h = 1e-4
    out = np.zeros(x.shape)
    for p in np.ndindex(x.shape):
        o = x[p]
        x[p] = o + h
        a = f(x)
        x[p] = o - h
        out[p] = (a - f(x)) / (2 * h)
        x[p] = 0
    return out
