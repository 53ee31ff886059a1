import numpy as np


def numerical_gradient(f, x):
    if x.ndim == 2:
        return np.array([numerical_gradient(f, row) for row in x])
    h = 1e-4
    result = []
    for i in range(len(x)):
        a, b = np.array(x), np.array(x)
        a[i], b[i] = a[i] + h, b[i] - h
        result.append((f(a) - f(b)) / (2 * h))
    return np.array(result)
