import numpy as np


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x.copy()
    log = []
    k = 0
    while k < step_num:
        log = log + [x]
        np.subtract(x, lr * numerical_gradient(f, x), out=x)
        k += 1
    return x, np.stack(log)
