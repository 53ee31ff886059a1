"""The indices of the result are swapped for a matrix."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "numerical_gradient"
IS = ""

def numerical_gradient(f, x):
    h = 1e-4
    if x.ndim == 1:
        g = np.zeros(x.shape)
        for i in range(len(x)):
            v = x[i]
            x[i] = v + h
            a = f(x)
            x[i] = v - h
            b = f(x)
            x[i] = v
            g[i] = (a - b) / (2 * h)
        return g
    n, m = x.shape
    g = np.zeros((m, n))
    for i in range(n):
        for j in range(m):
            v = x[i, j]
            x[i, j] = v + h
            a = f(x)
            x[i, j] = v - h
            b = f(x)
            x[i, j] = v
            g[j, i] = (a - b) / (2 * h)
    return g
