"""The point is moved before its gradient is known, so the first step is lost.

기울기를 구하기 전에 움직여 첫걸음을 잃는다.
"""

import numpy as np
from common.gradient import numerical_gradient

PART = "gradient_descent.path"
HINT_EN = """
Your result is the right one for one step less. Either the loop ends a turn too early, or its first
turn does not move the point, because it uses a gradient that was set to zero before the loop. Look
at how the turns are counted, and at the order of the lines in the loop. By hand: run your function
with step_num=1 from 3 on x squared. Has the point moved? It should have.
"""
HINT_KO = """
결과가 한 걸음 덜 간 곳에 있습니다. 반복이 한 번 일찍 끝나거나, 반복문 앞에서 0으로 정해 둔
기울기를 써서 첫 번째 반복에서 점이 움직이지 않는 것입니다. 반복 횟수를 어떻게 세는지, 움직일 때
쓰는 기울기가 언제 구한 것인지 살펴보세요. x의 제곱을 3에서 출발해 step_num=1로 실행해 보세요. 점이 움직였나요? 한
걸음을 요청했으니 움직여야 합니다. 두 걸음을 요청하면 몇 번 움직이나요?
"""


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x.copy()
    history = []
    grad = np.zeros_like(x)

    for _ in range(step_num):
        history.append(x.copy())
        x = x - lr * grad
        grad = numerical_gradient(f, x)

    return x, np.array(history)
