"""행 전체를 한꺼번에 h만큼 움직여, 행의 모든 원소에 같은 값이 들어간다 (A whole row is shifted at once)."""

import numpy as np

PART = "numerical_gradient"
IS = ""


def numerical_gradient(f, x):
    h = 1e-4  # 0.0001
    grad = np.zeros_like(x)
    for idx in range(x.shape[0]):
        tmp = x[idx].copy()
        x[idx] = tmp + h
        fxh1 = f(x)
        x[idx] = tmp - h
        fxh2 = f(x)
        grad[idx] = (fxh1 - fxh2) / (2 * h)
        x[idx] = tmp
    return grad
