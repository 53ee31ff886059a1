import numpy as np


def diff(f, a):
    step = 0.0001
    return (f(a + step) - f(a - step)) / (step * 2)


def numerical_gradient(f, x):
    if np.ndim(x) > 0:
        return np.array([numerical_gradient(f, part) for part in x])
    return diff(f, x)
