import numpy as np


def _vector(f, v, whole, h=1e-5):
    g = np.zeros(len(v))
    for i in range(len(v)):
        c = v[i]
        v[i] = c + h
        above = f(whole)
        v[i] = c - h
        below = f(whole)
        v[i] = c
        diff = above - below
        g[i] = diff / 2 * h
    return g


def numerical_gradient(f, x):
    if x.ndim == 1:
        return _vector(f, x, x)
    return np.array([_vector(f, row, x) for row in x])
