"""x goes up by h and back by h: the second value is f at x itself, divided by 2h."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "numerical_gradient"
IS = "numerical_gradient_saved_view"

def numerical_gradient(f, x):
    h = 1e-4
    grad = np.zeros_like(x)
    for idx in np.ndindex(*x.shape):
        x[idx] += h
        위 = f(x)
        x[idx] -= h      # x - h 로 이동
        아래 = f(x)
        grad[idx] = (위 - 아래) / (2 * h)
    return grad
