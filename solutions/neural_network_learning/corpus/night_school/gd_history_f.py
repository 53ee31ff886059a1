"""The history holds f(x), not x."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "gradient_descent.history"
IS = "gradient_descent_history_of_values"

def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x
    x_history = []
    for i in range(step_num):
        x_history.append(f(x))   # 지나온 값 기록
        x -= lr * numerical_gradient(f, x)
    return x, np.array(x_history)
