"""A step that makes f larger is halved."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "gradient_descent.path"
IS = ""

def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x, hist = init_x.copy(), []
    for _ in range(step_num):
        hist.append(x.copy())
        g = numerical_gradient(f, x)
        step = lr
        while f(x - step * g) > f(x) and step > 1e-6:
            step /= 2
        x = x - step * g
    return x, np.array(hist)
