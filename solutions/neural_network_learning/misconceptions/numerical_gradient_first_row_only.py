"""Only the first row of a matrix is visited.

행렬의 첫 행만 다룬다.
"""

import numpy as np

PART = "numerical_gradient"
HINT_EN = """
For a matrix, the first row of your gradient is right and all other rows are zero. Either
the loop runs over the columns only, with the row fixed at the first one, or it ends after one row.
A vector has just one row, so there it works. Look at which index never changes. By hand: write the entries of a 2 by 2 array on
paper and tick off those that your loop visits.
"""
HINT_KO = """
행렬을 넣으면 첫 행의 기울기만 맞고 나머지 행은 모두 0입니다. 행은 첫 번째로 고정한 채 열만
돌거나, 첫 행이 끝나면 반복이 끝나는 것 같습니다. 벡터는 행이 하나뿐이라 그때는 문제가 드러나지 않습니다. 두 인덱스 가운데 한 번도
바뀌지 않는 것이 무엇인지 살펴보세요. 종이에 2행 2열 배열을 그려 놓고, 반복문이 거쳐 가는 칸에
하나씩 표시해 보면 빠진 칸이 보입니다.
"""


def numerical_gradient(f, x):
    h = 1e-4
    grad = np.zeros_like(x)
    x_rows = np.atleast_2d(x)
    grad_rows = np.atleast_2d(grad)

    for j in range(x_rows.shape[1]):
        tmp = x_rows[0, j]

        x_rows[0, j] = tmp + h
        fxh1 = f(x)

        x_rows[0, j] = tmp - h
        fxh2 = f(x)

        grad_rows[0, j] = (fxh1 - fxh2) / (2 * h)
        x_rows[0, j] = tmp

    return grad
