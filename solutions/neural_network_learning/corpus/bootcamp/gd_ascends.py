"""Plus in place of minus."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "gradient_descent.path"
IS = "gradient_descent_ascent"

def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x
    x_history = []
    for i in range(step_num):
        x_history.append(x.copy())
        x += lr * numerical_gradient(f, x)  # 갱신
    return x, np.array(x_history)
