"""Adds half of the previous step."""

import numpy as np
from common.functions import sigmoid, softmax, cross_entropy_error

PART = "gradient_descent.path"
IS = ""


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x
    x_history = []
    step = np.zeros_like(x)
    for i in range(step_num):
        x_history.append(x.copy())
        grad = numerical_gradient(f, x)
        step = 0.5 * step - lr * grad
        x += step
    return x, np.array(x_history)
