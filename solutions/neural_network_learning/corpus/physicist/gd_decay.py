"""The learning rate shrinks by a hundredth with every step."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "gradient_descent.path"
IS = ""

def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x.copy()
    path = np.zeros((step_num,) + x.shape)
    for k in range(step_num):
        path[k] = x
        x = x - lr * numerical_gradient(f, x)
        lr *= 0.99
    return x, path
