"""The numerical gradient of the last chapter: slow, and so plain that one can trust it."""

import numpy as np


def numerical_gradient(f, x):
    """Return (f(x + h e_i) - f(x - h e_i)) / 2h for every element of x, with h = 1e-4.

    x is a float array of any shape; each element is moved in place and put back, so that f may
    ignore its argument and read the same array.
    """
    h = 1e-4
    grad = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        kept = x[i]
        x[i] = kept + h
        right = f(x)
        x[i] = kept - h
        left = f(x)
        x[i] = kept
        grad[i] = (right - left) / (2 * h)
    return grad
