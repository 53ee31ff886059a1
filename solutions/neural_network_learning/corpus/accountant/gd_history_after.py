"""Writes the point down after the step."""

import numpy as np
from common.functions import *

PART = "gradient_descent.history"
IS = "gradient_descent_history_after_update"


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    point = np.array(init_x, dtype=float)
    path = []
    k = 0
    while k < step_num:
        slope = numerical_gradient(f, point)
        point = point - lr * slope
        path.append(np.array(point))
        k = k + 1
    return point, path
