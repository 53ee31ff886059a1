"""For a matrix only the first column is worked out."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "numerical_gradient"
IS = ""

def numerical_gradient(f, x):
    h = 1e-4
    grad = np.zeros_like(x)
    for i in range(len(x)):
        where = (i, 0) if x.ndim == 2 else i
        v = x[where]
        x[where] = v + h
        a = f(x)
        x[where] = v - h
        b = f(x)
        x[where] = v
        grad[where] = (a - b) / (2 * h)
    return grad
