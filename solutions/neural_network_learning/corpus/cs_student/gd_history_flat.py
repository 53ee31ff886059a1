"""All points one after the other, in one long row."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "gradient_descent.history"
IS = "gradient_descent_history_flattened"

def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x, hist = init_x.copy(), np.array([])
    for _ in range(step_num):
        hist = np.append(hist, x)
        x = x - lr * numerical_gradient(f, x)
    return x, hist
