"""f(x) is computed once and subtracted from f(x + h), and that divided by 2h."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "numerical_gradient"
IS = ""

def numerical_gradient(f, x):
    h, base = 1e-4, f(x)
    g = np.zeros_like(x)
    for ix, v in list(np.ndenumerate(x)):
        x[ix] = v + h
        g[ix] = (f(x) - base) / (2 * h)
        x[ix] = v
    return g
