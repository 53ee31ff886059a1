"""The gradient is clipped to -1 and 1."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "numerical_gradient"
IS = ""

class GradientUtil:
    STEP = 1e-4
    @staticmethod
    def partial(f, x, pos):
        old = x[pos]
        x[pos] = old + GradientUtil.STEP
        right = f(x)
        x[pos] = old - GradientUtil.STEP
        left = f(x)
        x[pos] = old
        return (right - left) / (2 * GradientUtil.STEP)
def numerical_gradient(f, x):
    result = np.zeros_like(x)
    for pos in np.ndindex(x.shape):
        result[pos] = GradientUtil.partial(f, x, pos)
    return np.clip(result, -1.0, 1.0)
