import numpy as np


def numerical_gradient(f, x):
    h = 1e-4  # 0.0001
    grad = np.zeros_like(x)  # x와 형상이 같은 배열
    it = np.nditer(x, flags=["multi_index"], op_flags=["readwrite"])
    while not it.finished:
        idx = it.multi_index
        tmp_val = x[idx]
        현재값 = f(x)
        x[idx] = float(tmp_val) + h
        grad[idx] = (f(x) - 현재값) / h  # 변화량을 h로 나눈다
        x[idx] = tmp_val  # 값 복원
        it.iternext()
    return grad
