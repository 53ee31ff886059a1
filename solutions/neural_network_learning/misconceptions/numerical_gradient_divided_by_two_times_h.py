"""Brackets are missing, so the difference is halved and then multiplied by h.

괄호가 없어 차이를 2로 나눈 뒤 h를 곱한다.
"""

import numpy as np

PART = "numerical_gradient"
HINT_EN = """
All your numbers are almost zero, about a hundred million times too small. The points are right,
so look at how the division is written. Python works from left to right when it meets a division
and then a product. By hand: type 8 / 2 * 4 into Python and compare it with 8 divided by the
product of 2 and 4. Which of the two did you mean?
"""
HINT_KO = """
값이 모두 0에 가깝고, 맞는 값보다 약 1억 배 작습니다. 두 점은 제대로 잡았으니 나눗셈을 어떻게
적었는지 살펴보세요. 파이썬은 나눗셈과 곱셈이 이어지면 왼쪽부터 차례대로 계산합니다. 8 / 2 * 4를
직접 입력해 보고, 8을 2와 4의 곱으로 나눈 값과 비교해 보세요. 두 값이 왜 다른지 알면 어디를 보아야
할지도 보입니다. 내가 뜻한 것은 둘 중 어느 쪽인가요?
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

        grad[idx] = (fxh1 - fxh2) / 2 * h
        x[idx] = tmp

    return grad
