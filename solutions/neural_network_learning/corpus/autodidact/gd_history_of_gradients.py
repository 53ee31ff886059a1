"""The gradients are kept, not the points."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "gradient_descent.history"
IS = "gradient_descent_history_of_gradients"

def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x, hist = init_x.copy(), []
    for _ in range(step_num):
        g = numerical_gradient(f, x)
        hist.append(g)
        x = x - lr * g
    return x, np.array(hist)
