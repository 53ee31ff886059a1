"""Only the first two variables are moved.

앞의 두 변수만 움직인다.
"""

import numpy as np
from common.gradient import numerical_gradient

PART = "gradient_descent.path"
HINT_EN = """
The first two numbers move as they should, and all others stay at their start. The example in the
book has two variables, and your update seems to be written for just those. Look at which part of
x is changed on each turn. By hand: start at [1, 1, 1] with the sum of squares and take one step.
Which of the three numbers should have moved?
"""
HINT_KO = """
앞의 두 수는 제대로 움직이지만, 나머지는 처음 값 그대로입니다. 교재의 예제는 변수가 두 개인데, 그 두
변수만 바꾸도록 적은 것 같습니다. 반복할 때마다 x의 어느 부분을 바꾸는지 살펴보세요. 제곱의 합을 [1,
1, 1]에서 출발해 한 걸음만 움직여 봅시다. 세 수 가운데 어느 것이 움직여야 하나요? 내 함수에서는 어느
것이 움직였는지 출력해서 비교해 보세요.
"""


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x.copy()
    history = []

    for _ in range(step_num):
        history.append(x.copy())
        grad = numerical_gradient(f, x)
        x[:2] -= lr * grad[:2]

    return x, np.array(history)
