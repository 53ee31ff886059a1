import numpy as np


def numerical_gradient(f, x):
    h = 1e-5
    x += h
    plus = f(x)
    x -= 2 * h
    minus = f(x)
    x += h
    return np.full(x.shape, (plus - minus) / (2 * h))
