"""The step h is far too large.

h가 지나치게 크다.
"""

import numpy as np

PART = "numerical_gradient"
HINT_EN = """
On straight lines and parabolas you are right, but on other curves the error is plain to see. Both
sides of x are used, so the formula is sound. What remains is the step: it is so wide that the
curve bends inside it. Look at the value of h. By hand: for x cubed at 0 the slope is 0. Work out
the central slope with h = 0.1, then with a smaller h.
"""
HINT_KO = """
직선이나 포물선에서는 맞지만 다른 곡선에서는 오차가 뚜렷합니다. x의 양쪽을 모두 보고 있으니 식은
괜찮습니다. 남은 것은 간격입니다. 간격이 너무 넓어서 그 사이에서 곡선이 휘어 버립니다. h의 값을
살펴보세요. x의 세제곱은 0에서 기울기가 0입니다. h를 0.1로 두고 중심 차분을 손으로 계산한 다음, 더
작은 h로도 계산해 보세요. 오차가 어떻게 달라지나요?
"""


def numerical_gradient(f, x):
    h = 0.1
    grad = np.zeros_like(x)

    for idx in np.ndindex(x.shape):
        tmp = x[idx]

        x[idx] = tmp + h
        fxh1 = f(x)

        x[idx] = tmp - h
        fxh2 = f(x)

        grad[idx] = (fxh1 - fxh2) / (2 * h)
        x[idx] = tmp

    return grad
