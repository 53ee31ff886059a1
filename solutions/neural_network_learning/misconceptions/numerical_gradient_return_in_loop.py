"""The return stands inside the loop, so only the first entry is filled.

return이 반복문 안에 있어 첫 원소만 채운다.
"""

import numpy as np

PART = "numerical_gradient"
HINT_EN = """
Only the first entry is right, and all the others are zero. The function leaves before it reaches
the second variable. Look at how far the return line is indented: a return inside a loop ends the
whole function on the first turn. By hand: write a loop over 1, 2, 3 that prints each number, put
a return at its end, and count how many numbers you see.
"""
HINT_KO = """
첫 원소만 맞고 나머지는 모두 0입니다. 두 번째 변수에 이르기 전에 함수가 끝나 버린 것이지요. return이
얼마나 들여쓰기되어 있는지 살펴보세요. 반복문 안에 있는 return은 첫 번째 반복에서 함수 전체를
끝냅니다. 1, 2, 3을 차례로 출력하는 반복문을 함수 안에 만들고, 출력 바로 아래에 return을 넣어
보세요. 숫자가 몇 개나 출력되나요? 반복이 다 끝난 뒤에 반환하려면 어디에 있어야 할까요?
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
        x[idx] = tmp
        return grad
