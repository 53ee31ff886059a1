import numpy as np


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    t = np.zeros((step_num + 1, *np.shape(init_x)))
    t[0] = init_x
    for k in range(step_num):
        t[k + 1] = t[k] - lr * numerical_gradient(f, t[k].copy())
    return t[-1], t
