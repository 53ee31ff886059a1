"""The point is stored after each update instead of before it.

움직이기 전이 아니라 움직인 뒤에 점을 기록한다.
"""

import numpy as np
from common.gradient import numerical_gradient

PART = "gradient_descent.history"
HINT_EN = """
Your history has the right number of rows, but the starting point is missing, and the final point
is there instead. Each row is one step late. It looks as if the point is stored after it has
moved. Look at the order of the lines in your loop. By hand: from 3 on x squared with step_num=2
and a rate of 0.1, the points are 3, 2.4 and 1.92. Which two should the history hold?
"""
HINT_KO = """
행의 수는 맞지만 출발점이 없고, 대신 마지막 점이 들어 있습니다. 모든 행이 한 걸음씩 늦습니다. 점을
움직인 다음에 기록하는 것 같습니다. 반복문 안에서 줄의 순서를 살펴보세요. x의 제곱을 3에서 출발해
학습률 0.1로 두 걸음 움직이면 점은 3, 2.4, 1.92입니다. 기록에는 그 가운데 어느 두 개가 있어야
할까요? 문제의 설명에서 언제의 점을 남기라고 했는지 다시 읽어 보세요.
"""


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x.copy()
    history = []

    for _ in range(step_num):
        grad = numerical_gradient(f, x)
        x = x - lr * grad
        history.append(x.copy())

    return x, np.array(history)
