"""f at the end in place of the point."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "gradient_descent.path"
IS = ""

def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x, trace = np.array(init_x), []
    for _ in range(step_num):
        trace.append(np.array(x))
        x -= lr * numerical_gradient(f, x)
    return f(x), np.array(trace)
