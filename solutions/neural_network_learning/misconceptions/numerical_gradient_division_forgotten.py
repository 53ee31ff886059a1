"""The difference is stored without dividing it by the distance.

차이를 거리로 나누지 않고 그대로 저장한다.
"""

import numpy as np

PART = "numerical_gradient"
HINT_EN = """
Every entry is several thousand times too small, but the entries have the right proportions to
each other. That is what the plain difference of two values of f looks like. A slope is a change
divided by the distance over which it happened. Look at what you store. By hand: f(x) = 3x grows
by 6 between 4 and 6. The slope is not 6. What makes it 3?
"""
HINT_KO = """
모든 값이 수천 배 작지만, 원소끼리의 비율은 맞습니다. 두 함숫값의 차이를 그대로 저장하면 이렇게
됩니다. 기울기는 변화량을 그 변화가 일어난 거리로 나눈 값입니다. 결과에 무엇을 저장하는지
살펴보세요. f(x) = 3x는 4에서 6까지 가는 동안 6만큼 커집니다. 그런데 기울기는 6이 아니라 3이지요.
6에서 3이 되려면 무엇을 해야 했는지 떠올려 보세요.
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

        grad[idx] = fxh1 - fxh2
        x[idx] = tmp

    return grad
