"""The whole gradient is subtracted, without the learning rate.

학습률을 곱하지 않고 기울기를 통째로 뺀다.
"""

import numpy as np
from common.gradient import numerical_gradient

PART = "gradient_descent.path"
HINT_EN = """
The steps are far too long, and the learning rate makes no difference. Only with a rate of 1 would
the result be right. It looks as if the gradient is taken away as it is. Look at the line that
changes x, and check that both things that decide the length of a step are there. By hand: on x
squared from 3, the gradient is 6. With a rate of 0.1, how long is the step?
"""
HINT_KO = """
걸음이 지나치게 크고, 학습률을 바꾸어도 결과가 달라지지 않습니다. 학습률이 1일 때만 맞는 결과가
나옵니다. 기울기를 그대로 빼고 있는 것 같습니다. x를 바꾸는 줄에서, 걸음의 크기를 정하는 두 가지가
모두 들어 있는지 살펴보세요. x의 제곱을 3에서 생각하면 기울기는 6입니다. 학습률이 0.1이라면 한
걸음의 크기는 얼마여야 할까요? 내 함수는 얼마나 움직이나요?
"""


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x.copy()
    history = []

    for _ in range(step_num):
        history.append(x.copy())
        grad = numerical_gradient(f, x)
        x = x - grad

    return x, np.array(history)
