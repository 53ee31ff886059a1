"""Each slope is added to the whole result instead of to its own entry.

기울기를 제자리가 아니라 결과 배열 전체에 더한다.
"""

import numpy as np

PART = "numerical_gradient"
HINT_EN = """
All entries are the same number: the sum of all the right slopes. Each single slope seems to be
found well, but they are all added together, and none is stored in its own place. Look at
the left side of the line that stores the slope. By hand: for f = a + 10b the answer is 1 and 10.
Write down your result array after each turn of the loop.
"""
HINT_KO = """
모든 원소가 같은 수이고, 그 수는 맞는 기울기들을 모두 더한 값입니다. 기울기 하나하나는 잘 구했지만,
제자리에 넣지 않고 모두 더해 버린 것 같습니다. 기울기를 저장하는 줄의 왼쪽을 살펴보세요. 어느
자리에 넣을지가 적혀 있나요? f = a + 10b라면 답은 1과 10입니다. 반복문이 한 번 돌 때마다 결과 배열이
어떻게 되는지 적어 보세요.
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

        grad += (fxh1 - fxh2) / (2 * h)
        x[idx] = tmp

    return grad
