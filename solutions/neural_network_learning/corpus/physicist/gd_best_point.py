"""The best point of the path is returned, not the last."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "gradient_descent.path"
IS = ""

def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x.copy(); path = []
    best, at = np.inf, x
    for _ in range(step_num):
        path.append(x.copy())
        if f(x) < best:
            best, at = f(x), x.copy()
        x = x - lr * numerical_gradient(f, x)
    return at, np.array(path)
