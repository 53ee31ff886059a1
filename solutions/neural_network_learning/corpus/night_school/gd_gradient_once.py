"""The gradient is computed before the loop, once."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "gradient_descent.path"
IS = "gradient_descent_gradient_once"

def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x
    x_history = []
    grad = numerical_gradient(f, x)  # 기울기
    for i in range(step_num):
        x_history.append(x.copy())
        x = x - lr * grad
    return x, np.array(x_history)
