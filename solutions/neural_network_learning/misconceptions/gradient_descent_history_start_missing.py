"""The starting point is left out, which gives one row too few.

출발점을 빠뜨려 행이 하나 모자란다.
"""

import numpy as np
from common.gradient import numerical_gradient

PART = "gradient_descent.history"
HINT_EN = """
Your history has one row less than there are steps: the starting point is not in it. The first
thing to store is the place from which the first step is taken. Look for a condition that keeps
the first turn from being stored, or for a slice that drops the first row. By hand: run yours with
step_num=1. The history should then hold one row. Which point is it?
"""
HINT_KO = """
기록의 행이 걸음 수보다 하나 적습니다. 출발점이 들어 있지 않기 때문입니다. 맨 처음 남겨야 할 것은
첫걸음을 떼는 자리입니다. 첫 번째 반복에서 기록을 건너뛰는 조건이나, 첫 행을 잘라 내는 곳이 있는지
찾아보세요. step_num=1로 실행하면 기록에는 행이 하나 있어야 합니다. 어떤 점이 들어 있어야 하는지
먼저 말해 보고, 내 기록에는 몇 행이 있는지 출력해서 확인해 보세요.
"""


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x.copy()
    history = []

    for i in range(step_num):
        if i > 0:
            history.append(x.copy())
        grad = numerical_gradient(f, x)
        x = x - lr * grad

    return x, np.array(history)
