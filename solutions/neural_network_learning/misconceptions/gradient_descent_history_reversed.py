"""The points are stored from last to first.

점을 마지막 것부터 거꾸로 기록한다.
"""

import numpy as np
from common.gradient import numerical_gradient

PART = "gradient_descent.history"
HINT_EN = """
Your history holds the right points, but in the wrong order: the last one comes first. Each new
point seems to be put in front of the others. The first row should be the start, so that the path
can be read from top to bottom. Look at the place where a new point is put in. By hand: run two
steps from 3 on x squared and read your rows. Which comes first, 3 or 2.4?
"""
HINT_KO = """
점은 모두 맞지만 순서가 거꾸로여서 나중 점이 먼저 나옵니다. 새 점을 기존 점들의 앞에 끼워 넣은 것
같습니다. 첫 행이 출발점이어야 경로를 위에서 아래로 읽을 수 있습니다. 새 점을 기록의 어느 자리에
넣는지 살펴보세요. x의 제곱을 3에서 출발해 학습률 0.1로 두 걸음 움직인 다음 기록을 읽어 보세요.
3과 2.4 가운데 어느 것이 첫 행에 있나요?
"""


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x.copy()
    history = []

    for _ in range(step_num):
        history.insert(0, x.copy())
        grad = numerical_gradient(f, x)
        x = x - lr * grad

    return x, np.array(history)
