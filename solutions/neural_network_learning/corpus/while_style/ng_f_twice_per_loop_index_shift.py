"""The slope is stored one place too far."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "numerical_gradient"
IS = ""

def numerical_gradient(f, x):
    h = 1e-4
    xs = x.reshape(-1)
    out = np.zeros(xs.size)
    i = 0
    while i < xs.size:
        o = xs[i]
        xs[i] = o + h
        a = f(x)
        xs[i] = o - h
        b = f(x)
        xs[i] = o
        out[(i + 1) % xs.size] = (a - b) / (2 * h)
        i += 1
    return out.reshape(x.shape)
