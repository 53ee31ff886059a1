"""The lower point is x itself, and the difference is divided by 2h all the same.

아래쪽 점이 원래의 x인데도 차이를 2h로 나눈다.
"""

import numpy as np

PART = "numerical_gradient"
HINT_EN = """
Every entry is almost exactly half the right value. The upper point is right, but the lower one
lands on x itself, and the difference is divided by 2h all the same. Two slips do that. One takes h
away only once after adding it, so that x is merely back where it was. The other saves a slice,
which is a window onto x: once x grows by h, the saved value has grown too. By hand: print the entry
before each of the two calls of f. How far apart are the two points?
"""
HINT_KO = """
모든 값이 거의 정확히 절반입니다. 위쪽 점은 맞지만 아래쪽 점이 원래의 x인데도 차이를 2h로 나누기
때문입니다. 흔한 원인은 두 가지입니다. h를 더한 뒤 한 번만 빼면 x는 제자리로 돌아올 뿐입니다. 또
저장해 둔 값이 슬라이스라면 x를 들여다보는 창과 같아서, x가 h만큼 커질 때 함께 커집니다. f를 두 번
부르기 직전에 그 원소를 출력해 보세요. 두 점은 서로 얼마나 떨어져 있나요?
"""


def numerical_gradient(f, x):
    h = 1e-4
    grad = np.zeros_like(x)
    flat_x = x.reshape(-1)
    flat_grad = grad.reshape(-1)

    for i in range(flat_x.size):
        tmp = flat_x[i : i + 1]

        flat_x[i : i + 1] = tmp + h
        fxh1 = f(x)

        flat_x[i : i + 1] = tmp - h
        fxh2 = f(x)

        flat_grad[i] = (fxh1 - fxh2) / (2 * h)
        flat_x[i : i + 1] = tmp

    return grad
