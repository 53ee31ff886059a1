import numpy as np
from common.gradient import numerical_gradient


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x
    기록 = []
    for i in range(step_num):
        기록.append(x.copy())
        x -= numerical_gradient(f, x)
    return x, np.array(기록)
