"""The five point formula with 10 in place of 12."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "numerical_gradient"
IS = ""

def numerical_gradient(f, x):
    # fourth order stencil
    eps = 1e-3
    out = np.empty_like(x)
    flat, res = x.reshape(-1), out.reshape(-1)
    for k in range(flat.size):
        x0 = flat[k]
        vals = []
        for m in (-2, -1, 1, 2):
            flat[k] = x0 + m * eps
            vals.append(f(x))
        flat[k] = x0
        res[k] = (vals[0] - 8 * vals[1] + 8 * vals[2] - vals[3]) / (10 * eps)
    return out
