"""Recursion that stops a step early."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "gradient_descent.path"
IS = "gradient_descent_first_step_lost"

def gradient_descent(f, init_x, lr=0.01, step_num=100, hist=None):
    hist = [] if hist is None else hist
    hist.append(init_x.copy())
    if step_num <= 1: return init_x, np.array(hist)
    return gradient_descent(f, init_x - lr * numerical_gradient(f, init_x), lr, step_num - 1, hist)
