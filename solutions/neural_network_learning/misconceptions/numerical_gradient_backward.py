"""A backward difference is taken in place of the central one.

중심 차분 대신 후방 차분을 쓴다.
"""

import numpy as np

PART = "numerical_gradient"
HINT_EN = """
Each number is a little too small where the curve bends upward and a little too large where it
bends downward. This is what happens when x is compared only with a point just below it. Look at
the upper of your two points: is it really above x? By hand: for x squared at 0 the slope is 0,
yet 0 and minus h give a slope of minus h.
"""
HINT_KO = """
아래로 볼록한 곳에서는 값이 조금 작게, 위로 볼록한 곳에서는 조금 크게 나옵니다. x를 바로 아래쪽
점하고만 비교할 때 생기는 일입니다. 두 점 가운데 위쪽 점이 정말 x보다 큰 쪽에 있는지 살펴보세요.
x의 제곱을 0에서 손으로 계산해 보면 금방 보입니다. 실제 기울기는 0인데, 0과 마이너스 h를 비교하면
마이너스 h가 나옵니다. x를 가운데 둔 두 점이라면 어떨까요?
"""


def numerical_gradient(f, x):
    h = 1e-4
    grad = np.zeros_like(x)

    for idx in np.ndindex(x.shape):
        tmp = x[idx]

        fxh1 = f(x)

        x[idx] = tmp - h
        fxh2 = f(x)

        grad[idx] = (fxh1 - fxh2) / h
        x[idx] = tmp

    return grad
