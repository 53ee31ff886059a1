"""The mean of all points is returned."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "gradient_descent.path"
IS = ""

def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x, hist = init_x.copy(), []
    for _ in range(step_num):
        hist.append(x.copy())
        x = x - lr * numerical_gradient(f, x)
    return np.mean(hist, axis=0), np.array(hist)
