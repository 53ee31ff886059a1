"""The slopes of a matrix are put back column by column."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "numerical_gradient"
IS = ""

def numerical_gradient(f, x):
    h = 1e-4
    xs = x.reshape(-1)
    out = []
    for i in range(xs.size):
        old = xs[i]
        xs[i] = old + h
        a = f(x)
        xs[i] = old - h
        b = f(x)
        xs[i] = old
        out.append((a - b) / (2 * h))
    return np.array(out).reshape(x.shape, order="F")
