import numpy as np


def numerical_gradient(f, x):
    h = 1e-4
    grad = np.zeros_like(x)
    it = np.nditer(x, flags=["multi_index"], op_flags=["readwrite"])
    while not it.finished:
        idx = it.multi_index
        값 = x[idx]
        x[idx] = 값 + h
        f1 = f(x)
        x[idx] = 값 - h
        f2 = f(x)
        grad[idx] = (f1 - f2) / (2 * h)
        it.iternext()
    return grad
