"""updates coordinate by coordinate, gradient asked anew each time"""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "gradient_descent.path"
IS = "gradient_descent_one_coordinate_at_a_time"

def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x.copy()
    hist = []
    for _ in range(step_num):
        hist.append(x.copy())
        for i in np.ndindex(x.shape):
            x[i] -= lr * numerical_gradient(f, x)[i]
    return x, np.array(hist)
