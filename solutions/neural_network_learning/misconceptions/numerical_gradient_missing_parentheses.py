"""Only the second value is divided, because brackets are missing.

괄호가 없어 두 번째 값만 나눈다.
"""

import numpy as np

PART = "numerical_gradient"
HINT_EN = """
Your numbers are huge and mostly have the sign opposite to f. Division comes before subtraction,
so only the second value of f was divided, and the first was left as it is. Look at the line with
the division and ask what is divided by what. By hand: work out 10 - 8 / 2 the way Python does,
and then the way you meant it.
"""
HINT_KO = """
값이 엄청나게 크고, 부호는 대체로 f의 부호와 반대입니다. 나눗셈을 뺄셈보다 먼저 하므로, 두 번째
함숫값만 나누어지고 첫 번째 값은 그대로 남은 것 같습니다. 나눗셈이 있는 줄에서 무엇이 무엇으로
나누어지는지 살펴보세요. 10 - 8 / 2를 파이썬이 하는 순서대로 계산해 보고, 내가 뜻한 순서대로도
계산해 보세요. 두 답이 다른 까닭은 무엇인가요? 내 식에서도 같은 일이 일어나고 있나요?
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

        grad[idx] = fxh1 - fxh2 / (2 * h)
        x[idx] = tmp

    return grad
