"""The lower point is x - 2h, though x was already back at its start.

x가 이미 제자리인데도 아래쪽 점을 x - 2h로 잡는다.
"""

import numpy as np

PART = "numerical_gradient"
HINT_EN = """
Your values are about one and a half times too large. The two points lie three steps of h apart,
yet you divide by two steps. Going down by 2h is right only when you start from the upper point,
not from x. Look at how the lower point is made. By hand: let x be 5 and h be 1, write down both
points, and count the distance between them.
"""
HINT_KO = """
값이 약 1.5배로 나옵니다. 두 점은 h의 세 배만큼 떨어져 있는데 두 배로 나누고 있기 때문입니다. 2h를
빼는 것은 위쪽 점에서 출발할 때는 맞지만, x에서 출발할 때는 너무 멀리 갑니다. 아래쪽 점을 어떻게
만드는지 살펴보세요. x를 5, h를 1로 놓고 두 점을 종이에 적은 뒤 그 사이의 거리를 세어 보세요.
나누는 수와 같은가요?
"""


def numerical_gradient(f, x):
    h = 1e-4
    grad = np.zeros_like(x)

    for idx in np.ndindex(x.shape):
        tmp = x[idx]

        x[idx] = tmp + h
        fxh1 = f(x)

        x[idx] = tmp - 2 * h
        fxh2 = f(x)

        grad[idx] = (fxh1 - fxh2) / (2 * h)
        x[idx] = tmp

    return grad
