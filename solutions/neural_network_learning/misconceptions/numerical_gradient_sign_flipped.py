"""The two values of f are subtracted in the wrong order.

두 함숫값을 거꾸로 뺀다.
"""

import numpy as np

PART = "numerical_gradient"
HINT_EN = """
Every entry has the right size but the wrong sign. A slope is positive where f grows as x grows.
It looks as if the upper value is taken away from the lower one. Look at the order of the
subtraction, and at which of your two values belongs to the larger x. By hand: for f(x) = x at 5,
the slope is 1. What sign does your formula give?
"""
HINT_KO = """
크기는 모두 맞는데 부호가 반대입니다. x가 커질 때 f도 커지면 기울기는 양수여야 합니다. 아래쪽 점의
값에서 위쪽 점의 값을 뺀 것 같습니다. 뺄셈의 순서를 살펴보고, 두 값 가운데 어느 것이 더 큰 x에서
나온 값인지 확인해 보세요. f(x) = x를 5에서 생각하면 기울기는 1입니다. h = 1로 놓고 내 식에 넣으면
어떤 부호가 나오나요?
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

        grad[idx] = (fxh2 - fxh1) / (2 * h)
        x[idx] = tmp

    return grad
