"""The loop is written for two variables and leaves out all others.

변수가 두 개라고 정해 놓아 나머지를 빠뜨린다.
"""

import numpy as np

PART = "numerical_gradient"
HINT_EN = """
The first two entries are right and all later ones are zero. The example in the book has two
variables, and your loop seems to count to two whatever it is given. Look at where the number of
turns comes from. By hand: take f = a + b + c at [1, 1, 1]. Each slope should be 1. How many of
them does your function find, and what is left in the last place?
"""
HINT_KO = """
앞의 두 원소는 맞고 그 뒤는 모두 0입니다. 교재의 예제는 변수가 두 개인데, 반복문이 입력과 상관없이
두 번만 도는 것 같습니다. 반복 횟수를 무엇으로 정했는지 살펴보세요. f = a + b + c를 [1, 1, 1]에서
생각해 봅시다. 기울기는 셋 다 1이어야 합니다. 내 함수는 그중 몇 개를 찾고, 마지막 자리에는 무엇이
남나요? 변수가 다섯 개라면 어떻게 될까요?
"""


def numerical_gradient(f, x):
    h = 1e-4
    grad = np.zeros_like(x)
    flat_x = x.reshape(-1)
    flat_grad = grad.reshape(-1)

    for i in range(2):  # x0 and x1
        tmp = flat_x[i]

        flat_x[i] = tmp + h
        fxh1 = f(x)

        flat_x[i] = tmp - h
        fxh2 = f(x)

        flat_grad[i] = (fxh1 - fxh2) / (2 * h)
        flat_x[i] = tmp

    return grad
