"""The value of f is subtracted in place of its gradient.

기울기가 아니라 함숫값을 뺀다.
"""

import numpy as np

PART = "gradient_descent.path"
HINT_EN = """
All variables move by the same amount, even where f does not depend on one of them. It looks as if
the value of f, its height, is used where its slope belongs. A point can be high up on flat
ground, and then it should stand still. Look at what is multiplied by the learning rate. By hand:
let f always be 5. Its gradient is 0. Does your point move?
"""
HINT_KO = """
f와 상관없는 변수까지도 모든 변수가 같은 양만큼 움직입니다. 기울기가 들어갈 자리에 함숫값, 곧
높이가 들어간 것 같습니다. 높은 곳에 있더라도 땅이 평평하면 움직이지 않아야 합니다. 학습률에
무엇을 곱하는지 살펴보세요. 언제나 5인 함수를 생각해 봅시다. 기울기는 어디서나 0입니다. 이 함수로
한 걸음만 실행했을 때 점이 움직이나요? 움직였다면 얼마나 움직였나요?
"""


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x.copy()
    history = []

    for _ in range(step_num):
        history.append(x.copy())
        x = x - lr * f(x)

    return x, np.array(history)
