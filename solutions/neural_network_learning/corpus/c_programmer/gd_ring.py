"""A ring buffer of ten places: later points overwrite the first ones."""

import numpy as np

PART = "gradient_descent.history"
IS = ""


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x.copy()
    history = np.zeros((step_num, *x.shape))
    k = 0
    while k < step_num:
        history[k % 10] = x
        x -= lr * numerical_gradient(f, x)
        k += 1
    return x, history
