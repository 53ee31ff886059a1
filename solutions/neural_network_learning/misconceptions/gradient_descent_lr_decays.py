"""The learning rate is made smaller after each step.

한 걸음마다 학습률을 줄인다.
"""

import numpy as np
from common.gradient import numerical_gradient

PART = "gradient_descent.path"
HINT_EN = """
The first step is right, but every later step is too short, and the point never gets as far as it
should. It looks as if the learning rate shrinks inside the loop. That is a known trick, but here
the rate stays the same for all steps. Look for a line in the loop that changes lr. By hand: print
the rate on the first three turns.
"""
HINT_KO = """
첫걸음은 맞지만 그다음부터 걸음이 점점 짧아져, 가야 할 곳까지 가지 못합니다. 반복문 안에서 학습률이
줄어드는 것 같습니다. 실제로 쓰이는 기법이기는 하지만, 이 문제에서는 학습률이 처음부터 끝까지 같아야
합니다. 반복문 안에 lr의 값을 바꾸는 줄이 있는지 찾아보세요. 처음 세 번 반복하는 동안 학습률을
출력해 보고, 세 번 모두 처음에 넘겨받은 값과 같은지 확인해 보세요.
"""


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x.copy()
    history = []

    for _ in range(step_num):
        history.append(x.copy())
        grad = numerical_gradient(f, x)
        x = x - lr * grad
        lr = lr * 0.9

    return x, np.array(history)
