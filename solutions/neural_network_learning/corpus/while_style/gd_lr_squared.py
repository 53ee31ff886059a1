"""The learning rate is applied twice."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "gradient_descent.path"
IS = ""

def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x.copy()
    h = []
    for _ in range(step_num):
        h.append(x.copy())
        g = lr * numerical_gradient(f, x)
        x = x - lr * g
    return x, np.array(h)
