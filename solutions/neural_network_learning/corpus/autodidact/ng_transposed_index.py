"""Rows and columns are exchanged when the result is stored, for matrices."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "numerical_gradient"
IS = ""

def numerical_gradient(f, x):
    h = 1e-6
    if x.ndim == 1:
        g = np.zeros(len(x))
        for i in range(len(x)):
            o = x[i]
            x[i] = o + h; p = f(x)
            x[i] = o - h; m = f(x)
            x[i] = o
            g[i] = (p - m) / h / 2
        return g
    r, c = x.shape
    g = np.zeros((c, r))
    for i in range(r):
        for j in range(c):
            o = x[i, j]
            x[i, j] = o + h; p = f(x)
            x[i, j] = o - h; m = f(x)
            x[i, j] = o
            g[j, i] = (p - m) / h / 2
    return g
