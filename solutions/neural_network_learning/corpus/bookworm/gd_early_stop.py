"""Stops when the gradient is small."""

import numpy as np
from common.functions import sigmoid, softmax, cross_entropy_error

PART = "gradient_descent.path"
IS = ""


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x
    x_history = []
    for i in range(step_num):
        x_history.append(x.copy())
        grad = numerical_gradient(f, x)
        if np.linalg.norm(grad) < 1e-3:
            break
        x -= lr * grad
    return x, np.array(x_history)
