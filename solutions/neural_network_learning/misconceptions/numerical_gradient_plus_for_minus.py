"""The two values of f are added instead of subtracted.

두 함숫값을 빼지 않고 더한다.
"""

import numpy as np

PART = "numerical_gradient"
HINT_EN = """
Your numbers are huge, many thousand times too big, and they do not go away even where f is flat.
A slope tells how much f changes from one point to the other. Look at the sign between the two
values of f. By hand: let f be the constant 3. It never changes, so every slope is 0. What does
your formula give for the pair 3 and 3?
"""
HINT_KO = """
값이 수천 배나 크게 나오고, 평평한 함수에서도 0이 되지 않습니다. 기울기는 한 점에서 다른 점으로 갈
때 함숫값이 얼마나 변했는지를 나타냅니다. 두 함숫값 사이에 어떤 기호를 썼는지 살펴보세요. 언제나
3인 함수를 생각해 봅시다. 전혀 변하지 않으니 기울기는 어디서나 0입니다. 지금의 식에 3과 3을 넣으면
얼마가 나오나요? 변화량을 구하려면 무엇을 해야 할까요?
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

        grad[idx] = (fxh1 + fxh2) / (2 * h)
        x[idx] = tmp

    return grad
