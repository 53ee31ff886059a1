"""Each row's result overwrites all rows, so the last row is everywhere.

행마다 결과를 모든 행에 덮어써 마지막 행만 남는다.
"""

import numpy as np

PART = "numerical_gradient"
HINT_EN = """
For a matrix, all rows of your gradient are the same, and only the last is right. Each row seems
to be worked out well, but its result is written over every row, so the last one wins. Look at
where the result is stored, and whether the row number appears there. By hand: follow a 2 by 1
array through the loop and write down the whole result after each turn.
"""
HINT_KO = """
행렬을 넣으면 모든 행이 똑같고, 마지막 행만 맞습니다. 행마다 계산은 잘했지만 그 결과를 모든 행에
덮어써서 마지막 것만 남은 모습입니다. 결과를 저장하는 곳에 행 번호가 들어 있는지 살펴보세요. 2행 1열
배열로 반복문을 손으로 따라가면서, 한 번 돌 때마다 결과 배열 전체를 적어 보세요. 두 번째 반복에서 첫
행의 값이 어떻게 되나요?
"""


def numerical_gradient(f, x):
    h = 1e-4
    grad = np.zeros_like(x)
    x_rows = np.atleast_2d(x)
    grad_rows = np.atleast_2d(grad)

    for i in range(x_rows.shape[0]):
        for j in range(x_rows.shape[1]):
            tmp = x_rows[i, j]

            x_rows[i, j] = tmp + h
            fxh1 = f(x)

            x_rows[i, j] = tmp - h
            fxh2 = f(x)

            grad_rows[:, j] = (fxh1 - fxh2) / (2 * h)
            x_rows[i, j] = tmp

    return grad
