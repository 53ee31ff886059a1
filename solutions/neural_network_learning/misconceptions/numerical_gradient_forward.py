"""A forward difference is taken in place of the central one.

중심 차분 대신 전방 차분을 쓴다.
"""

import numpy as np

PART = "numerical_gradient"
HINT_EN = """
Your numbers are close, but every one is off by a little, and more so where the curve bends
sharply. This is the mark of a slope taken on one side only: from x to a point just above it. Look
at which two points your code compares. By hand: for x squared at 0 the true slope is 0. Compare
what you get from 0 and h with what you get from points on both sides.
"""
HINT_KO = """
값이 거의 맞지만 조금씩 어긋나고, 그래프가 많이 휘는 곳일수록 더 어긋납니다. x와 그보다 조금 큰
점, 이렇게 한쪽만 보고 기울기를 잴 때 나타나는 모습입니다. 코드에서 어느 두 점의 함숫값을
비교하는지 살펴보세요. 손으로 확인하려면 x의 제곱을 0에서 생각해 보세요. 실제 기울기는 0인데, 0과
h만 비교하면 얼마가 나오나요? 양쪽의 점을 비교하면 또 얼마가 나올까요?
"""


def numerical_gradient(f, x):
    h = 1e-4
    grad = np.zeros_like(x)

    for idx in np.ndindex(x.shape):
        tmp = x[idx]

        x[idx] = tmp + h
        fxh1 = f(x)

        x[idx] = tmp
        fxh2 = f(x)

        grad[idx] = (fxh1 - fxh2) / h

    return grad
