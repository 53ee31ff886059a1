"""The difference is divided by f(x) too."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "numerical_gradient"
IS = ""

def numerical_gradient(f, x):
    """relative slope"""
    h = 1e-4
    grad = np.zeros_like(x)
    fx = f(x)
    for k in np.ndindex(x.shape):
        v = x[k]
        x[k] = v + h
        up = f(x)
        x[k] = v - h
        down = f(x)
        x[k] = v
        grad[k] = (up - down) / (2 * h) / (abs(fx) + 1e-12)
    return grad
