"""The difference over a width of two h is divided by h.

간격이 2h인 차이를 h로 나눈다.
"""

import numpy as np

PART = "numerical_gradient"
HINT_EN = """
Every entry is exactly twice the right value. The two points are fine, but the number you divide
by does not match the distance between them. Look at the last line of the loop. By hand: take f(x)
= x at 5, with h = 1. The two points are 4 and 6, and f grows by 2 between them. How far apart are
the points, and what is the slope?
"""
HINT_KO = """
모든 값이 정확히 두 배로 나옵니다. 두 점은 잘 골랐지만, 나누는 수가 두 점 사이의 거리와 맞지
않습니다. 반복문에서 차이를 나누는 줄을 살펴보세요. f(x) = x를 x = 5, h = 1로 놓고 손으로 계산해
볼까요? 두 점은 4와 6이고 함숫값은 2만큼 늘어납니다. 두 점은 얼마나 떨어져 있나요? 그러면 기울기는
얼마가 되어야 할까요?
"""


def numerical_gradient(f, x):
    h = 1e-4
    grad = np.zeros_like(x)

    for idx in np.ndindex(x.shape):
        tmp = x[idx]

        x[idx] = tmp + h
        fxh1 = f(x)

        x[idx] = tmp - h
        fxh2 = f(x)

        grad[idx] = (fxh1 - fxh2) / h
        x[idx] = tmp

    return grad
