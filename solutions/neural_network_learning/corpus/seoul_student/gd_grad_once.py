"""The gradient is computed once, before the loop."""

import numpy as np
from common.functions import *

PART = "gradient_descent.path"
IS = "gradient_descent_gradient_once"


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x.copy()
    log = [x]
    g = numerical_gradient(f, x)
    for _ in range(step_num):
        x = x - lr * g
        log.append(x)
    return x, np.array(log[:-1])
