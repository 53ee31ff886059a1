"""Steps and coordinates have changed places in the history.

기록에서 걸음과 좌표의 자리가 바뀌었다.
"""

import numpy as np
from common.gradient import numerical_gradient

PART = "gradient_descent.history"
HINT_EN = """
Your history holds the right numbers, but lying on its side: each row is one variable over time,
not one point. The first axis should count the steps. That may be handy for a plot, but it is not
the shape asked for. Look at the last thing you do to the history. By hand: for two variables and
5 steps, print the shape. Which number comes first?
"""
HINT_KO = """
숫자는 모두 맞지만 가로와 세로가 바뀌어 있습니다. 한 행이 한 점이 아니라, 한 변수가 변해 온 모습을
담고 있습니다. 첫 번째 축은 걸음의 번호여야 합니다. 그래프를 그릴 때는 편할 수 있어도 문제에서
요구한 모양은 아닙니다. 반환하기 직전에 기록에 무엇을 하는지 살펴보세요. 변수 두 개로 다섯 걸음을
실행해 모양을 출력해 보세요. 어느 수가 먼저 나오나요?
"""


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x.copy()
    history = []

    for _ in range(step_num):
        history.append(x.copy())
        grad = numerical_gradient(f, x)
        x = x - lr * grad

    return x, np.array(history).T
