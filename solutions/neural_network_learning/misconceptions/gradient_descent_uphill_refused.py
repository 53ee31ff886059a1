"""A step that makes f larger does not count.

함숫값이 커지는 걸음은 치지 않는다.
"""

import numpy as np
from common.gradient import numerical_gradient

PART = "gradient_descent.path"
HINT_EN = """
With a small learning rate you are right. With a large one the point should jump too far and run
away, but yours stays where it is. Either a step is taken only when f gets smaller, or the best
point seen is returned and not the last one. Plain gradient descent takes every step, good or bad,
and ends where the last one leads; that is what this task wants you to see. Look for a comparison of
two values of f. By hand: one step on x squared from 3 with a rate of 10.
"""
HINT_KO = """
학습률이 작으면 맞습니다. 그런데 학습률이 크면 점이 너무 멀리 튀어 발산해야 하는데, 제자리에
머물러 있습니다. 함숫값이 작아질 때만 움직이거나, 마지막 점이 아니라 가장 좋았던 점을 반환하는
경우입니다. 경사 하강법은 좋은 걸음이든 나쁜 걸음이든 그대로 옮겨 마지막에 도착한 점을 반환하며, 이 문제는 그 모습을 보려는 것입니다. 두 함숫값을 비교하는 곳이 있는지
찾아보세요. x의 제곱을 3에서 출발해 학습률 10으로 한 걸음만 손으로 옮겨 보세요.
"""


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x.copy()
    history = []

    for _ in range(step_num):
        history.append(x.copy())
        grad = numerical_gradient(f, x)
        new_x = x - lr * grad
        if f(new_x) < f(x):
            x = new_x

    return x, np.array(history)
