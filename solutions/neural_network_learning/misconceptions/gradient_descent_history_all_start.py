"""The starting point is stored on every turn.

반복할 때마다 출발점만 기록한다.
"""

import numpy as np
from common.gradient import numerical_gradient

PART = "gradient_descent.history"
HINT_EN = """
All rows of your history are the starting point, although the final point is right. So the point
does move, but what you store on each turn is not the point that moves. Look at which variable
goes into the history: the one that is updated, or the one that came in as an argument? By hand:
run two steps from 3, and print both variables on each turn.
"""
HINT_KO = """
마지막 점은 맞는데, 기록의 모든 행이 출발점입니다. 점은 제대로 움직이고 있지만, 반복할 때마다 담는
것은 움직이는 점이 아닌 것 같습니다. 기록에 넣는 변수가 무엇인지 살펴보세요. 반복할 때마다 바뀌는
변수인가요, 아니면 처음에 인수로 들어온 변수인가요? 3에서 출발해 두 걸음만 실행하면서 두 변수를 모두
출력해 보세요. 어느 쪽이 움직이고 어느 쪽이 그대로인지 금방 보일 거예요.
"""


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x.copy()
    history = []

    for _ in range(step_num):
        history.append(init_x.copy())
        grad = numerical_gradient(f, x)
        x = x - lr * grad

    return x, np.array(history)
