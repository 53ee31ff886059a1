"""Row by row; f(x+h) - f(x+h)."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "numerical_gradient"
IS = "numerical_gradient_same_point_twice"

def grad1(f, v):
    h = 1e-4
    g = []
    for i in range(len(v)):
        keep = v[i]
        v[i] = keep + h
        a, b = f(v), f(v)
        g.append((a - b) / (2 * h))
        v[i] = keep
    return np.array(g)

def numerical_gradient(f, x):
    return grad1(f, x) if x.ndim == 1 else np.array([grad1(f, r) for r in x])
