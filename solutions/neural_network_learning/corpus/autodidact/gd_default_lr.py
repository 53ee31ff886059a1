"""lr is 0.1 where it isn't passed."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "gradient_descent.path"
IS = ""

def gradient_descent(f, init_x, lr=0.1, step_num=100):
    x, hist = init_x.copy(), []
    for _ in range(step_num):
        hist.append(x.copy())
        x = x - lr * numerical_gradient(f, x)
    return x, np.array(hist)
