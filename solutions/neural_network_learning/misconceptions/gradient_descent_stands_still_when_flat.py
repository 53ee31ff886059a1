"""The point stops moving as soon as the gradient is small.

기울기가 작아지면 더 이상 움직이지 않는다.
"""

import numpy as np
from common.gradient import numerical_gradient

PART = "gradient_descent.path"
HINT_EN = """
You end near the minimum, but not as close to it as the given number of steps would bring you. It
seems that your code stops moving once the gradient is small. The task asks for exactly the given
number of steps, without a check for being close enough. Look for a comparison inside the loop. By
hand: print x on each turn and see when it stands still.
"""
HINT_KO = """
최솟값 근처까지는 가지만, 정해진 횟수를 다 움직였을 때만큼 가까이 가지는 못합니다. 기울기가 작아지면
움직임을 멈추게 해 둔 것 같습니다. 이 문제에서는 충분히 가까운지 따지지 않고, 정해진 횟수만큼 정확히
움직여야 합니다. 반복문 안에 크기를 비교하는 조건이 있는지 찾아보세요. 반복할 때마다 x를 출력해 보면
어느 순간부터 값이 그대로인지 눈으로 볼 수 있습니다. 그때의 기울기는 정말 0인가요?
"""


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x.copy()
    history = []

    for _ in range(step_num):
        history.append(x.copy())
        grad = numerical_gradient(f, x)
        if np.max(np.abs(grad)) < 1e-2:
            continue
        x = x - lr * grad

    return x, np.array(history)
