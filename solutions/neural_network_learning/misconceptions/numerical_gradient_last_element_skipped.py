"""The loop stops one element too early.

반복문이 한 원소 일찍 멈춘다.
"""

import numpy as np

PART = "numerical_gradient"
HINT_EN = """
All entries are right but the last, which is always zero. The loop ends one turn too early. In
Python, a range already stops before its end, so taking away one more leaves out the last element.
Look at the bounds of your loop. By hand: print the numbers in a range of 3 and count them, then
compare that with the number of variables in [1, 2, 3].
"""
HINT_KO = """
마지막 원소만 늘 0이고 나머지는 모두 맞습니다. 반복문이 한 번 덜 돈 것입니다. 파이썬의 range는 끝
값을 원래 포함하지 않으므로, 거기서 하나를 더 빼면 마지막 원소가 빠집니다. 반복 범위의 끝을 어떻게
적었는지 살펴보세요. range(3)에 들어 있는 수를 출력해 세어 보고, [1, 2, 3]의 변수 개수와 비교해
보세요. 내 반복문은 변수가 세 개일 때 몇 번 도나요?
"""


def numerical_gradient(f, x):
    h = 1e-4
    grad = np.zeros_like(x)
    flat_x = x.reshape(-1)
    flat_grad = grad.reshape(-1)

    for i in range(flat_x.size - 1):
        tmp = flat_x[i]

        flat_x[i] = tmp + h
        fxh1 = f(x)

        flat_x[i] = tmp - h
        fxh2 = f(x)

        flat_grad[i] = (fxh1 - fxh2) / (2 * h)
        flat_x[i] = tmp

    return grad
