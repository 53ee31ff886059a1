"""The gradient of a matrix is returned as one long vector.

행렬의 기울기를 긴 벡터 하나로 반환한다.
"""

import numpy as np

PART = "numerical_gradient"
HINT_EN = """
The numbers are right, but for a matrix they come back in one long line. The gradient must have
the same shape as x, so that each slope sits where its variable sits. Look at the array you
return, and where its shape was lost. By hand: for a 2 by 3 array, print the shape of x and the
shape of your result. Could you subtract one from the other?
"""
HINT_KO = """
숫자는 맞지만 행렬을 넣으면 한 줄로 길게 늘어서서 나옵니다. 기울기는 x와 모양이 같아야 각 변수의
기울기가 그 변수와 같은 자리에 놓입니다. 반환하는 배열이 어디에서 원래 모양을 잃었는지 살펴보세요.
2행 3열 배열을 넣고 x의 모양과 결과의 모양을 함께 출력해 보세요. 경사 하강법에서처럼 x에서 이 결과를
뺄 수 있을까요? 어느 자리에서 어느 값을 빼야 할지 정해지나요?
"""


def numerical_gradient(f, x):
    h = 1e-4
    grad = np.zeros_like(x)

    for idx in np.ndindex(x.shape):
        tmp = x[idx]

        x[idx] = tmp + h
        fxh1 = f(x)

        x[idx] = tmp - h
        fxh2 = f(x)

        grad[idx] = (fxh1 - fxh2) / (2 * h)
        x[idx] = tmp

    return grad.flatten()
