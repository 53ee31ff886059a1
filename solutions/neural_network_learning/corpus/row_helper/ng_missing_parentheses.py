"""Row by row; / 2 * h."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "numerical_gradient"
IS = "numerical_gradient_divided_by_two_times_h"

def diff_one(f, v, i, h):
    keep = v[i]
    v[i] = keep + h
    p = f(v)
    v[i] = keep - h
    m = f(v)
    v[i] = keep
    return (p - m) / 2 * h

def numerical_gradient(f, x, h=1e-4):
    if x.ndim == 1:
        return np.array([diff_one(f, x, i, h) for i in range(x.size)])
    return np.array([numerical_gradient(f, r) for r in x])
