import numpy as np


def numerical_gradient(f, x):
    h = 1e-4
    grad = np.zeros_like(x)
    x_복사 = x.copy()  # 원본을 건드리지 않기 위해
    for idx in np.ndindex(x.shape):
        tmp = x_복사[idx]
        x_복사[idx] = tmp + h
        fxh1 = f(x_복사)
        x_복사[idx] = tmp - h
        fxh2 = f(x_복사)
        grad[idx] = (fxh1 - fxh2) / (2 * h)
        x_복사[idx] = tmp
    return grad
