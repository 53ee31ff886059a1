"""The point is moved before its gradient is known, so the first step is lost.

기울기를 구하기 전에 움직여 첫걸음을 잃는다.
"""

import numpy as np
from common.gradient import numerical_gradient

PART = "gradient_descent.path"
HINT_EN = """
Your result is the right one for one step less. The first turn of the loop does not move the point
at all: it uses the gradient that was set up before the loop, which is zero. Look at the order of
the lines in the loop. By hand: run your function with step_num=1 from 3 on x squared. Has the
point moved? It should have.
"""
HINT_KO = """
결과가 한 걸음 덜 간 곳에 있습니다. 첫 번째 반복에서 점이 전혀 움직이지 않는데, 반복문 앞에서 0으로
정해 둔 기울기를 쓰기 때문입니다. 반복문 안에서 줄의 순서가 어떤지, 움직일 때 쓰는 기울기가 언제
구한 것인지 살펴보세요. x의 제곱을 3에서 출발해 step_num=1로 실행해 보세요. 점이 움직였나요? 한
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
