"""A forward difference is thought to be good enough once h is very small.

h를 아주 작게 하면 전방 차분으로도 충분하다고 여긴다.
"""

import numpy as np

PART = "numerical_gradient"
HINT_EN = """
On gentle functions your answer looks right, but on a steep one an error of about half of h times
the bend shows up. It seems that only one side of x is used, with a very small h to hide the
error. A smaller h does not cure a one-sided slope. Try 1000 times x squared at 0: the slope there
is exactly 0. Work out by hand what your two points give.
"""
HINT_KO = """
완만한 함수에서는 맞아 보이지만, 가파르게 휘는 함수에서는 오차가 드러납니다. h를 아주 작게 잡고
x의 한쪽만 보는 것 같습니다. h를 줄인다고 해서 한쪽만 보는 문제가 사라지지는 않습니다. 1000 곱하기
x의 제곱을 0에서 생각해 보세요. 꼭짓점이므로 기울기는 정확히 0이어야 합니다. 지금 쓰는 두 점으로
직접 계산하면 얼마가 나오는지, 두 점이 x를 가운데에 두고 있는지 확인해 보세요.
"""


def numerical_gradient(f, x):
    h = 1e-6  # small enough, so one side will do
    grad = np.zeros_like(x)

    for idx in np.ndindex(x.shape):
        tmp = x[idx]
        fx = f(x)

        x[idx] = tmp + h
        fxh = f(x)

        grad[idx] = (fxh - fx) / h
        x[idx] = tmp

    return grad
