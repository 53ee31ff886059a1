"""One step too many is taken."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "gradient_descent.path"
IS = ""

def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x
    hist = []
    i = 0
    while i <= step_num:
        if i < step_num:
            hist.append(x.copy())
        x = x - lr * numerical_gradient(f, x)
        i += 1
    return x, np.array(hist)
