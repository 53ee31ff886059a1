"""The final point is stored as well, which gives one row too many.

마지막 점까지 기록해 행이 하나 더 많다.
"""

import numpy as np
from common.gradient import numerical_gradient

PART = "gradient_descent.history"
HINT_EN = """
Your history has one row more than there are steps. The extra row is the final point, which is
already returned on its own. The history should hold the point before each step, and there are
exactly as many of those as steps. Look for a second place that adds to the history. By hand:
write down the points for two steps, and mark the ones from which a step is taken.
"""
HINT_KO = """
기록의 행이 걸음 수보다 하나 더 많습니다. 남는 행은 마지막 점인데, 이 점은 이미 따로 반환하고
있습니다. 기록에는 걸음을 떼기 전의 점이 들어가야 하고, 그런 점은 걸음 수만큼만 있습니다. 기록에
점을 추가하는 곳이 반복문 밖에도 있는지 찾아보세요. 두 걸음을 걷는 동안의 점을 종이에 모두 적은
다음, 그 점에서 걸음을 떼는 것에만 표시해 보세요. 몇 개인가요?
"""


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x.copy()
    history = []

    for _ in range(step_num):
        history.append(x.copy())
        grad = numerical_gradient(f, x)
        x = x - lr * grad

    history.append(x.copy())
    return x, np.array(history)
