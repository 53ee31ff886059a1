"""A copy of x is changed, so a function that looks at x itself never sees the step.

x의 복사본만 바꾸어, x 자체를 보는 함수는 변화를 알지 못한다.
"""

import numpy as np

PART = "numerical_gradient"
HINT_EN = """
Your gradient is right when f uses the array it is handed, but all zeros when f looks at x itself,
as a network's loss does. You seem to change a copy, so the original never moves. Look at which
array gets the small step. By hand: let w hold 1 and 2, and let f ignore its argument and return
the sum of w. Change a copy of w: does the sum move?
"""
HINT_KO = """
f가 넘겨받은 배열을 쓰면 맞지만, 신경망의 손실처럼 f가 원래의 x를 직접 보면 값이 모두 0입니다.
복사본에만 작은 변화를 주어서 원본은 그대로인 것 같습니다. h를 더하고 빼는 배열이 어느 것인지
살펴보세요. w에 1과 2를 넣고, 인수를 무시한 채 w의 합을 반환하는 함수를 만들어 보세요. w의 복사본을
바꾸면 그 합이 달라지나요? 원본을 바꾸면 어떤가요?
"""


def numerical_gradient(f, x):
    h = 1e-4
    grad = np.zeros_like(x)

    for idx in np.ndindex(x.shape):
        x_plus = x.copy()
        x_minus = x.copy()
        x_plus[idx] += h
        x_minus[idx] -= h
        grad[idx] = (f(x_plus) - f(x_minus)) / (2 * h)

    return grad
