"""The gradient is added, so the point climbs instead of going down.

기울기를 더해 내려가지 않고 올라간다.
"""

import numpy as np
from common.gradient import numerical_gradient

PART = "gradient_descent.path"
HINT_EN = """
The point moves away from the minimum, and f grows with each step. The gradient points uphill, so
the sign in front of it decides whether you climb or go down. Look at the line that changes x. By
hand: for x squared at 3 the gradient is 6. With a learning rate of 0.1, where should the next
point lie: nearer to 0 than 3, or farther?
"""
HINT_KO = """
점이 최솟값에서 점점 멀어지고, 갈 때마다 함숫값이 커집니다. 기울기는 오르막 방향을 가리키므로, 그
앞의 부호에 따라 올라가기도 하고 내려가기도 합니다. x를 바꾸는 줄을 살펴보세요. x의 제곱을 3에서
생각하면 기울기는 6입니다. 학습률이 0.1일 때 다음 점은 3보다 0에 가까워야 할까요, 멀어야 할까요?
내 코드로는 어디로 가는지 한 걸음만 손으로 따라가 보세요.
"""


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x.copy()
    history = []

    for _ in range(step_num):
        history.append(x.copy())
        grad = numerical_gradient(f, x)
        x = x + lr * grad

    return x, np.array(history)
