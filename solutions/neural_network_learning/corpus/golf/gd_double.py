"""Each step is twice as long."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "gradient_descent.path"
IS = ""

def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x, h = init_x.copy(), []
    for _ in range(step_num): h.append(x.copy()); x = x - 2 * lr * numerical_gradient(f, x)
    return x, np.array(h)
