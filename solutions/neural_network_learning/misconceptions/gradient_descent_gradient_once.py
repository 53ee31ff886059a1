"""The gradient is worked out once, at the start, and used for all steps.

기울기를 처음에 한 번만 구해 계속 쓴다.
"""

import numpy as np
from common.gradient import numerical_gradient

PART = "gradient_descent.path"
HINT_EN = """
The first step is right, but all steps have the same length and direction, so the point walks
straight past the minimum. It looks as if the gradient is found once, before the loop. At each new
point the slope is a different one. Look at which line is inside the loop and which is not. By
hand: on x squared from 3, write down the gradient at the first and at the second point.
"""
HINT_KO = """
첫걸음은 맞지만 모든 걸음의 크기와 방향이 같아서, 점이 최솟값을 그대로 지나쳐 갑니다. 기울기를
반복문 앞에서 한 번만 구한 것 같습니다. 점이 옮겨 가면 그 자리의 기울기도 달라집니다. 어느 줄이
반복문 안에 있고 어느 줄이 밖에 있는지 살펴보세요. x의 제곱을 3에서 출발해, 첫 번째 점과 두 번째
점에서의 기울기를 손으로 적어 보세요. 두 값이 같은가요?
"""


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x.copy()
    history = []
    grad = numerical_gradient(f, x)

    for _ in range(step_num):
        history.append(x.copy())
        x = x - lr * grad

    return x, np.array(history)
