"""Only the sum of the slopes is kept: one number fills the whole array."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "numerical_gradient"
IS = "numerical_gradient_index_forgotten"

def numerical_gradient(f, x):
    h = 1e-4
    total = 0
    for idx in np.ndindex(*x.shape):
        v = x[idx]
        x[idx] = v + h
        a = f(x)
        x[idx] = v - h
        b = f(x)
        x[idx] = v
        total = total + (a - b) / (2 * h)
    return np.full(x.shape, total)
