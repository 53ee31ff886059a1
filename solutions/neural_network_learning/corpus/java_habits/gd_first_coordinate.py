"""Only the first entry is moved."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "gradient_descent.path"
IS = ""

def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = np.copy(init_x)
    x_history = list()
    i = 0
    while i < step_num:
        x_history.append(np.copy(x))
        grad = numerical_gradient(f, x)
        x[0] = x[0] - lr * grad[0]
        i = i + 1
    return x, np.array(x_history)
