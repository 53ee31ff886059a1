"""h is 1."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "numerical_gradient"
IS = "numerical_gradient_large_h"

def numerical_gradient(f, x):
    h = 1
    grad = np.zeros_like(x)
    for k in np.ndindex(x.shape):
        v = x[k]
        x[k] = v + h
        up = f(x)
        x[k] = v - h
        down = f(x)
        x[k] = v
        grad[k] = (up - down) / (2 * h)
    return grad
