"""The points are rounded to two decimals in the history."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "gradient_descent.history"
IS = ""

def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x, hist = init_x.copy(), []
    for _ in range(step_num):
        hist.append(np.round(x, 2))
        x = x - lr * numerical_gradient(f, x)
    return x, np.array(hist)
