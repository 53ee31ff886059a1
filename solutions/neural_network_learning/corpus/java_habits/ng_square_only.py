"""Both loops run over the number of rows: right for square matrices only."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "numerical_gradient"
IS = ""

def numerical_gradient(f, x):
    h = 1e-5
    grad = np.zeros(x.shape)
    if x.ndim == 1:
        for i in range(0, len(x), 1):
            save = x[i]
            x[i] = save + h; plus = f(x)
            x[i] = save - h; minus = f(x)
            x[i] = save
            grad[i] = (plus - minus) / (2.0 * h)
        return grad
    n = len(x)
    for i in range(0, n, 1):
        for j in range(0, min(n, x.shape[1]), 1):
            save = x[i][j]
            x[i][j] = save + h; plus = f(x)
            x[i][j] = save - h; minus = f(x)
            x[i][j] = save
            grad[i][j] = (plus - minus) / (2.0 * h)
    return grad
