"""Each step starts again from the first point.

걸음마다 처음 점에서 다시 출발한다.
"""

import numpy as np
from common.gradient import numerical_gradient

PART = "gradient_descent.path"
HINT_EN = """
The first step is right, but the point does not get any farther: it jumps around near the start.
It looks as if each step is taken from the starting point and not from where the last step ended.
The steps must build on each other. Look at which point stands on the right side of your update.
By hand: on x squared from 3 with a rate of 0.1, write down the first two points.
"""
HINT_KO = """
첫걸음은 맞지만 더 나아가지 못하고 출발점 근처를 맴돕니다. 걸음마다 바로 앞의 점이 아니라 맨 처음
점에서 다시 출발하는 것 같습니다. 걸음은 차곡차곡 이어져야 합니다. x를 바꾸는 줄의 오른쪽에서 어느
점을 기준으로 삼는지 살펴보세요. x의 제곱을 3에서 출발해 학습률 0.1로 두 걸음을 손으로 적어 보면
됩니다. 두 번째 걸음은 어느 점에서 시작해야 하나요?
"""


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x.copy()
    history = []

    for _ in range(step_num):
        history.append(x.copy())
        grad = numerical_gradient(f, x)
        x = init_x - lr * grad

    return x, np.array(history)
