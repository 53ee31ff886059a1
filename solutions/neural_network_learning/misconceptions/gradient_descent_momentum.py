"""Part of the previous step is carried over, as in the momentum method.

모멘텀처럼 이전 걸음의 일부를 이어받는다.
"""

import numpy as np
from common.gradient import numerical_gradient

PART = "gradient_descent.path"
HINT_EN = """
The first step is right, and after it the point moves too far and swings past the minimum. It
looks as if each step also carries part of the one before. That is momentum, a method from a later
chapter. Plain gradient descent forgets its last step. Look for a variable that outlives one turn
of the loop. By hand: work out the first two steps on x squared from 3.
"""
HINT_KO = """
첫걸음은 맞지만 두 번째부터 너무 멀리 가서 최솟값을 지나칩니다. 걸음마다 앞 걸음의 일부가 더해지는
것 같습니다. 이것은 뒤에서 배우는 모멘텀 방법입니다. 여기서 쓰는 경사 하강법은 지난 걸음을 기억하지
않습니다. 반복이 한 번 끝나도 값이 남아 다음 걸음에 더해지는 변수가 있는지 찾아보세요. x의 제곱을
3에서 출발해 두 걸음만 손으로 계산하고, 내 결과와 어디서 갈라지는지 비교해 보세요.
"""


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x.copy()
    history = []
    v = np.zeros_like(x)

    for _ in range(step_num):
        history.append(x.copy())
        grad = numerical_gradient(f, x)
        v = 0.9 * v - lr * grad
        x = x + v

    return x, np.array(history)
