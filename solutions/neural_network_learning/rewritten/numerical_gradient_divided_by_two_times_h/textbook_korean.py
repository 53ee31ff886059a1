import numpy as np


# 수치 미분
def numerical_gradient(f, x):
    h = 1e-4
    grad = np.zeros_like(x)
    for i in np.ndindex(*x.shape):
        원래값 = x[i]
        x[i] = 원래값 + h
        fxh1 = f(x)
        x[i] = 원래값 - h
        fxh2 = f(x)
        grad[i] = (fxh1 - fxh2) / 2 * h
        x[i] = 원래값
    return grad
