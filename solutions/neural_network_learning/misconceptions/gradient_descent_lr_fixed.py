"""The learning rate that was passed in is replaced by a fixed 0.01.

넘겨받은 학습률 대신 늘 0.01을 쓴다.
"""

import numpy as np
from common.gradient import numerical_gradient

PART = "gradient_descent.path"
HINT_EN = """
The result is the same whatever learning rate is given. With 0.01 it is right, with every other
rate it is not. It looks as if the number 0.01 is written inside the function, and the argument is
never used. Search your function for each place where lr is read. By hand: take one step from 3 on
x squared with a rate of 0.1, and then run yours with step_num=1.
"""
HINT_KO = """
학습률을 얼마로 주어도 결과가 같습니다. 0.01일 때는 맞지만 다른 값에서는 틀립니다. 함수 안에
0.01이라는 수가 적혀 있고, 넘겨받은 학습률은 쓰이지 않는 것 같습니다. 함수 안에서 lr을 읽는 곳을
모두 찾아보세요. x의 제곱을 3에서 출발해 학습률 0.1로 한 걸음만 손으로 옮겨 보세요. 그다음
step_num=1로 내 함수를 실행해 두 값을 비교해 보세요.
"""


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x.copy()
    history = []

    for _ in range(step_num):
        history.append(x.copy())
        grad = numerical_gradient(f, x)
        x = x - 0.01 * grad

    return x, np.array(history)
