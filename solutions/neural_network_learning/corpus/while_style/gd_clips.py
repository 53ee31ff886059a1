"""The gradient is clipped to one."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "gradient_descent.path"
IS = ""

def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x.copy()
    h = []
    while len(h) < step_num:
        h.append(x.copy())
        x = x - lr * np.clip(numerical_gradient(f, x), -1, 1)
    return x, np.array(h)
