import numpy as np


def both_sides(f, x, pos, h):
    mid = x[pos]
    values = []
    for target in (mid - h, mid + h):
        x[pos] = target
        values.append(f(x))
    x[pos] = mid
    return values


def numerical_gradient(f, x):
    h = 1e-3
    grads = np.zeros_like(x)
    for pos in np.ndindex(x.shape):
        grads[pos] = np.mean(both_sides(f, x, pos, h)) / h
    return grads
