import numpy as np


def numerical_gradient(f, x):
    h = 1e-4
    grad = np.zeros_like(x)
    for i in range(x.size):
        tmp = x.flat[i]  # i번째 원소
        grad.flat[i] = (f(tmp + h) - f(tmp - h)) / (2 * h)
    return grad
