"""The gradients are stored in place of the points.

점 대신 기울기를 기록한다.
"""

import numpy as np
from common.gradient import numerical_gradient

PART = "gradient_descent.history"
HINT_EN = """
The shape of your history is right, but its numbers are not the points. They look like the
gradients at those points. The first row should be the starting point itself, so that is the
easiest one to check. Look at which variable is stored on each turn. By hand: on x squared from 3
the gradient is 6. Which of the two numbers is in your first row?
"""
HINT_KO = """
기록의 모양은 맞지만 들어 있는 수가 점이 아닙니다. 그 점에서의 기울기로 보입니다. 첫 행은 출발점
그대로여야 하니 여기부터 확인하는 것이 가장 쉽습니다. 반복할 때마다 어느 변수를 담는지 살펴보세요.
x의 제곱을 3에서 출발하면 기울기는 6입니다. 내 기록의 첫 행에는 두 수 가운데 어느 것이 들어 있나요?
이 기록으로 경로를 그리면 출발점은 어디에 찍힐까요?
"""


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x.copy()
    history = []

    for _ in range(step_num):
        grad = numerical_gradient(f, x)
        history.append(grad)
        x = x - lr * grad

    return x, np.array(history)
