"""The step h is so small that rounding drowns the difference.

h가 너무 작아 반올림 오차에 차이가 묻힌다.
"""

import numpy as np

PART = "numerical_gradient"
HINT_EN = """
Your numbers look roughly right but jitter, already in the fourth digit or so. The computer keeps
about 16 digits. With a step this tiny, the two values of f agree in nearly all of them, and what
is left of their difference is mostly rounding. Look at the value of h. By hand: subtract 1.000000
from 1.000001, knowing each only to 6 decimals. How many digits can you trust?
"""
HINT_KO = """
값이 대체로 맞아 보이지만 소수 넷째 자리쯤부터 들쭉날쭉합니다. 컴퓨터가 기억하는 숫자는 열여섯
자리 정도입니다. h가 이렇게 작으면 두 함숫값이 거의 모든 자리에서 같아서, 빼고 나면 반올림 오차만
남다시피 합니다. h의 값을 살펴보세요. 소수 여섯째 자리까지만 아는 1.000001과 1.000000을 빼 보면,
믿을 수 있는 숫자가 몇 자리나 남나요? h는 작을수록 좋기만 할까요?
"""


def numerical_gradient(f, x):
    h = 1e-12
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
