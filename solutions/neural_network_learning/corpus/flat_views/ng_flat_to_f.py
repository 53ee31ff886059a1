"""f is handed the flattened array, so that a matrix is refused or read wrongly."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "numerical_gradient"
IS = ""

def numerical_gradient(f, x):
    h = 1e-4
    flat = x.flatten()
    grad = np.zeros(flat.size)
    for i in range(flat.size):
        up = flat.copy()
        down = flat.copy()
        up[i] += h
        down[i] -= h
        grad[i] = (f(up) - f(down)) / (2 * h)
    return grad.reshape(x.shape)
