"""The steps are kept, not the points."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "gradient_descent.history"
IS = ""

def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x, trace = np.array(init_x), []
    for _ in range(step_num):
        step = lr * numerical_gradient(f, x)
        trace.append(step)
        x = x - step
    return x, np.array(trace)
