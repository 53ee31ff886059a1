"""The gradient is worked out again after each single coordinate has moved.

좌표 하나를 옮길 때마다 기울기를 다시 구한다.
"""

import numpy as np
from common.gradient import numerical_gradient

PART = "gradient_descent.path"
HINT_EN = """
When the variables don't affect each other you are right, but as soon as they are multiplied
together, your path is a little off. It seems that one variable moves first, and the next is moved
with a slope taken at the new point. In one step all variables must move together, from the same
point. By hand: take one step for f = a times b from [1, 1] with a rate of 0.5.
"""
HINT_KO = """
변수끼리 영향을 주지 않으면 맞지만, 변수가 서로 곱해지면 경로가 조금 달라집니다. 한 변수를 먼저
옮기고, 다음 변수는 옮겨진 자리에서 다시 구한 기울기로 움직이는 것 같습니다. 한 걸음에서는 모든
변수가 같은 점의 기울기로 함께 움직여야 합니다. 기울기를 한 걸음에 몇 번 구하는지 세어 보세요. f =
a × b를 [1, 1]에서 출발해 학습률 0.5로 한 걸음만 손으로 옮겨 보세요.
"""


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x.copy()
    history = []

    for _ in range(step_num):
        history.append(x.copy())
        for idx in np.ndindex(x.shape):
            grad = numerical_gradient(f, x)
            x[idx] -= lr * grad[idx]

    return x, np.array(history)
