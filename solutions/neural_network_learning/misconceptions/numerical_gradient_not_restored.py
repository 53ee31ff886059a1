"""The entry of x is never put back after its two trial values.

시험 삼아 바꾼 x의 원소를 되돌려 놓지 않는다.
"""

import numpy as np

PART = "numerical_gradient"
HINT_EN = """
After the call, x is no longer what it was: each entry is lower by h. The later slopes are then
taken at a slightly wrong place. Each trial step must be undone before the next variable gets its
turn. Look at what the loop does last. By hand: print x before and after the call with x = [3, 4].
Which number has changed, and by how much?
"""
HINT_KO = """
호출하고 나면 x가 처음과 달라져 있습니다. 원소마다 h만큼 작아졌지요. 그래서 뒤에 나오는 기울기는
조금 어긋난 자리에서 재게 됩니다. 한 변수를 시험 삼아 움직였다면, 다음 변수로 넘어가기 전에
제자리로 되돌려 놓아야 합니다. 반복문의 마지막에 무엇을 하는지 살펴보세요. x를 [3, 4]로 두고 호출
전과 후에 출력해 보세요. 어느 값이 얼마나 달라졌나요?
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

        grad[idx] = (fxh1 - fxh2) / (2 * h)

    return grad
