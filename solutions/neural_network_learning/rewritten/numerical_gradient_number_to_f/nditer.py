import numpy as np


def numerical_gradient(f, x):
    h = 1e-5
    result = np.zeros(x.shape)
    it = np.nditer(x, flags=["multi_index"])
    for value in it:
        v = float(value)
        right, left = f(v + h), f(v - h)
        result[it.multi_index] = (right - left) / (2 * h)
    return result
