"""The result array holds whole numbers, so decimals are cut off.

결과 배열이 정수형이어서 소수점 아래가 잘린다.
"""

import numpy as np

PART = "numerical_gradient"
HINT_EN = """
Your entries are all whole numbers: 2.7 became 2, and 0.9 became 0. The slopes themselves are
worked out well, but the array that keeps them has room only for whole numbers. Look at the line
that creates the result array, and print its dtype. By hand: make an array of zeros of type int,
store 0.9 in it, and print it. What happened to the decimals?
"""
HINT_KO = """
결과가 모두 정수입니다. 2.7은 2가 되고 0.9는 0이 되었습니다. 기울기 계산은 잘되었지만, 그 값을
담는 배열이 정수만 담을 수 있기 때문입니다. 결과 배열을 만드는 줄을 살펴보고 자료형(dtype)을
출력해 보세요. 정수형 0으로 채운 배열을 만들어 0.9를 넣은 다음 출력해 보면 무슨 일이 일어나는지
보입니다. 소수점 아래는 어디로 갔나요? 기울기를 담기에 알맞은 자료형은 무엇일까요?
"""


def numerical_gradient(f, x):
    h = 1e-4
    grad = np.zeros(x.shape, dtype=int)

    for idx in np.ndindex(x.shape):
        tmp = x[idx]

        x[idx] = tmp + h
        fxh1 = f(x)

        x[idx] = tmp - h
        fxh2 = f(x)

        grad[idx] = (fxh1 - fxh2) / (2 * h)
        x[idx] = tmp

    return grad
