"""The history is a new list in every step."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "gradient_descent.history"
IS = ""

def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x
    for i in range(step_num):
        x_history = []
        x_history.append(x.copy())
        x = x - lr * numerical_gradient(f, x)
    return x, np.array(x_history)
