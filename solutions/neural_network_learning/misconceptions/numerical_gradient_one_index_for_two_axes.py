"""The loop counts all elements but uses one index, which fails for a matrix.

전체 원소 수만큼 돌면서 인덱스를 하나만 써 행렬에서 실패한다.
"""

import numpy as np

PART = "numerical_gradient"
HINT_EN = """
A vector works, but a matrix stops with an index error. The loop counts all elements, while a
single index on a matrix picks a whole row, and soon there are no more rows. Look at how the loop
counter is used. By hand: make a 2 by 3 array. Its size is 6. Ask for entry 0, then entry 1, then
entry 2, and see what you get each time.
"""
HINT_KO = """
벡터에서는 잘 되지만 행렬을 넣으면 인덱스 오류로 멈춥니다. 반복은 전체 원소 수만큼 하는데,
행렬에서 인덱스 하나는 원소가 아니라 행 하나를 가리키기 때문입니다. 그래서 얼마 가지 않아 행이
모자라게 됩니다. 반복 변수를 어떻게 쓰는지 살펴보세요. 2행 3열 배열을 만들어 크기를 확인하고, 0번,
1번, 2번을 차례로 꺼내 보세요. 무엇이 나오나요? 원소 하나를 가리키려면 무엇이 더 필요할까요?
"""


def numerical_gradient(f, x):
    h = 1e-4
    grad = np.zeros_like(x)

    for idx in range(x.size):
        tmp = x[idx]

        x[idx] = tmp + h
        fxh1 = f(x)

        x[idx] = tmp - h
        fxh2 = f(x)

        grad[idx] = (fxh1 - fxh2) / (2 * h)
        x[idx] = tmp

    return grad
