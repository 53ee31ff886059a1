"""Momentum of 0.9 is added."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "gradient_descent.path"
IS = "gradient_descent_momentum"

def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x
    x_history = []
    v = np.zeros_like(x)
    for i in range(step_num):
        x_history.append(x.copy())
        grad = numerical_gradient(f, x)
        v = 0.9 * v - lr * grad   # 관성
        x += v
    return x, np.array(x_history)
