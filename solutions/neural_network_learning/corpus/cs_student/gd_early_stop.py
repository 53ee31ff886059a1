"""It stops as soon as the gradient is small."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "gradient_descent.path"
IS = "gradient_descent_stands_still_when_flat"

def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x.copy()
    history = []
    for _ in range(step_num):
        history.append(x.copy())
        g = numerical_gradient(f, x)
        if np.linalg.norm(g) < 0.5:
            history += [x.copy()] * (step_num - len(history))
            break
        x -= lr * g
    return x, np.array(history)
