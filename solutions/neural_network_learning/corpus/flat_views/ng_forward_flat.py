"""A forward difference on a flattened copy."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "numerical_gradient"
IS = "numerical_gradient_forward, numerical_gradient_forward_small_h"

def numerical_gradient(f, x):
    h = 1e-5
    shape = x.shape
    flat = x.ravel()
    here = f(x)
    out = []
    for i in range(flat.size):
        old = flat[i]
        flat[i] = old + h
        out.append((f(flat.reshape(shape)) - here) / h)
        flat[i] = old
    return np.array(out).reshape(shape)
