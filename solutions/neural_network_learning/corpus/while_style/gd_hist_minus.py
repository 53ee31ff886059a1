"""The points are kept with the sign flipped."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "gradient_descent.history"
IS = ""

def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x.copy()
    h = []
    for _ in range(step_num):
        h.append(-x)
        x = x - lr * numerical_gradient(f, x)
    return x, np.array(h)
