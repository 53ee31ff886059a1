"""In a matrix x[i] is taken for one number, though it is a whole row.

행렬에서 x[i]는 한 행인데 숫자 하나로 여긴다.
"""

import numpy as np

PART = "numerical_gradient"
HINT_EN = """
Vectors come out right, but for a matrix every row holds one number repeated, and the wrong one.
Looping over the length of a matrix walks through its rows, so a whole row moves at once. What you
save is only a window onto that row and changes along with it. By hand: for a 2 by 3 array of
ones, print what the first item is, add 1 to the row, and print your saved item again.
"""
HINT_KO = """
벡터에서는 맞지만 행렬에서는 한 행에 같은 수가 되풀이되고, 그 수도 맞지 않습니다. 행렬의 길이만큼
반복하면 원소가 아니라 행을 하나씩 거치므로 한 행이 통째로 움직입니다. 게다가 저장해 둔 값은 그
행을 들여다보는 창일 뿐이라 함께 바뀝니다. 1로 채운 2행 3열 배열에서 첫 항목을 변수에 담고, 그
행에 1을 더한 다음 변수를 다시 출력해 보세요.
"""


def numerical_gradient(f, x):
    h = 1e-4
    grad = np.zeros_like(x)

    for idx in range(len(x)):
        tmp = x[idx]

        x[idx] = tmp + h
        fxh1 = f(x)

        x[idx] = tmp - h
        fxh2 = f(x)

        grad[idx] = (fxh1 - fxh2) / (2 * h)
        x[idx] = tmp

    return grad
