"""Each entry holds the sum of all slopes so far.

각 원소에 지금까지의 기울기를 모두 더한 값이 들어간다.
"""

import numpy as np

PART = "numerical_gradient"
HINT_EN = """
The first entry is right, and each later one is too large by all the entries before it. Your
slopes seem to be added to a running total, and the total is stored in place of the slope. Look
for a variable that is set before the loop and keeps growing. By hand: for f = a + b + c each
slope is 1. Write down what your function stores on each turn.
"""
HINT_KO = """
첫 원소는 맞지만, 그 뒤로는 앞의 값들이 계속 더해진 만큼 어긋납니다. 기울기를 하나씩 누적해
더하면서, 기울기 대신 그 합계를 저장하는 것 같습니다. 반복문 앞에서 정해 두고 계속 커지기만 하는
변수가 있는지 찾아보세요. f = a + b + c라면 기울기는 모두 1입니다. 반복할 때마다 결과에 무엇이
저장되는지 차례로 적어 보면 1, 1, 1과 어떻게 다른지 보입니다.
"""


def numerical_gradient(f, x):
    h = 1e-4
    grad = np.zeros_like(x)
    total = 0.0

    for idx in np.ndindex(x.shape):
        tmp = x[idx]

        x[idx] = tmp + h
        fxh1 = f(x)

        x[idx] = tmp - h
        fxh2 = f(x)

        total += (fxh1 - fxh2) / (2 * h)
        grad[idx] = total
        x[idx] = tmp

    return grad
