"""The values of f are stored in place of the points.

점 대신 함숫값을 기록한다.
"""

import numpy as np
from common.gradient import numerical_gradient

PART = "gradient_descent.history"
HINT_EN = """
Your history holds one number per step, not one point per step. The numbers look like the values
of f on the way down. The history is meant for drawing the path on a map, so it needs the place
where you were, not how high it was. Look at what is stored on each turn. By hand: for two
variables and 3 steps, what shape should the history have?
"""
HINT_KO = """
걸음마다 점이 아니라 숫자 하나씩이 기록되어 있습니다. 내려가면서 나온 함숫값으로 보입니다. 이 기록은
등고선 위에 경로를 그리려고 남기는 것이므로, 얼마나 높았는지가 아니라 어디에 있었는지가 필요합니다.
반복할 때마다 무엇을 담는지 살펴보세요. 변수가 두 개이고 세 걸음을 걷는다면 기록의 모양(shape)은
어떻게 되어야 할까요? 내 기록의 모양도 출력해서 비교해 보세요.
"""


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x.copy()
    history = []

    for _ in range(step_num):
        history.append(f(x))
        grad = numerical_gradient(f, x)
        x = x - lr * grad

    return x, np.array(history)
