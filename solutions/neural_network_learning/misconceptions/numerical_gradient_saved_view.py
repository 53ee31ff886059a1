"""The saved value is a window onto x, so it changes along with x.

저장해 둔 값이 x를 들여다보는 창이어서 x와 함께 바뀐다.
"""

import numpy as np

PART = "numerical_gradient"
HINT_EN = """
Every entry is almost exactly half the right value. The value you saved is not a number of its own
but a slice, which is a window onto x. Once x grows by h, the saved value has grown too, and the
lower point lands back on x. By hand: save the slice from 0 to 1 of an array, change the first
entry, and print the slice. Is the old number still there?
"""
HINT_KO = """
모든 값이 거의 정확히 절반입니다. 저장해 둔 값이 따로 떨어진 숫자가 아니라, x를 들여다보는 창인
슬라이스이기 때문입니다. x가 h만큼 커지면 저장한 값도 함께 커져서, 아래쪽 점이 다시 원래의 x가
됩니다. 배열의 0번부터 1번 앞까지를 잘라 변수에 담고, 첫 원소를 바꾼 다음 그 변수를 출력해 보세요.
예전 숫자가 그대로 남아 있나요?
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
