"""Returns a plain list for vectors."""

import numpy as np
from common.functions import *

PART = "numerical_gradient"
IS = ""


def numerical_gradient(f, x):
    step = 1e-5
    result = np.zeros(x.shape)
    if x.ndim == 1:
        i = 0
        while i < len(x):
            before = float(x[i])
            x[i] = before + step
            up = f(x)
            x[i] = before - step
            down = f(x)
            x[i] = before
            result[i] = (up - down) / (step + step)
            i = i + 1
        return list(result)
    for r in range(x.shape[0]):
        for c in range(x.shape[1]):
            before = float(x[r, c])
            x[r, c] = before + step
            up = f(x)
            x[r, c] = before - step
            down = f(x)
            x[r, c] = before
            result[r, c] = (up - down) / (step + step)
    return result
