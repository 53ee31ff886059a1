"""clips the gradient"""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "gradient_descent.path"
IS = ""

def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x.copy()
    hist = []
    for _ in range(step_num):
        hist.append(x.copy())
        x -= lr * np.clip(numerical_gradient(f, x), -1, 1)
    return x, np.array(hist)
