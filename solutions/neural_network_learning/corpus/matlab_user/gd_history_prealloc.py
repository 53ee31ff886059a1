"""first row of history is zeros, shifted by one"""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "gradient_descent.history"
IS = ""

def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x.copy()
    H = np.zeros((step_num,) + x.shape)
    for k in range(1, step_num):
        H[k] = x
        x = x - lr * numerical_gradient(f, x)
    x = x - lr * numerical_gradient(f, x)
    return x, H
