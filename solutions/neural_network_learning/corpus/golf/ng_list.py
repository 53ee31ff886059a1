"""A list comes back."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "numerical_gradient"
IS = "numerical_gradient_list_result"

def numerical_gradient(f, x, h=1e-4):
    def d(i):
        k = x[i]; x[i] = k + h; a = f(x); x[i] = k - h; b = f(x); x[i] = k
        return (a - b) / (2 * h)
    if x.ndim == 1: return [d(i) for i in range(len(x))]
    return [[d((i, j)) for j in range(x.shape[1])] for i in range(x.shape[0])]
