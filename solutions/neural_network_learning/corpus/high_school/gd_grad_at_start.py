"""항상 처음 점에서 빼기"""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "gradient_descent.path"
IS = "gradient_descent_from_start_each_time"

def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x.copy()
    경로 = []
    for _ in range(step_num):
        경로.append(x.copy())
        x = init_x - lr * numerical_gradient(f, x)
    return x, np.array(경로)
