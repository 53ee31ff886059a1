"""x is put back only after the loop, not after each entry.

원소마다가 아니라 반복문이 모두 끝난 뒤에야 x를 되돌린다.
"""

import numpy as np

PART = "numerical_gradient"
HINT_EN = """
x is back in place at the end, and simple sums come out right. But when variables are multiplied
together, the later entries are slightly off. It looks as if x is restored once, after the loop,
so earlier entries stay shifted while later ones are measured. By hand: for f = a times b at a =
3, b = 4, the slope in b is 3. Print a at the moment b is moved.
"""
HINT_KO = """
끝나고 나면 x는 제자리이고, 변수끼리 더하기만 하는 함수에서는 답도 맞습니다. 그런데 변수끼리
곱해지면 뒤쪽 원소가 조금씩 어긋납니다. x를 반복문이 끝난 뒤에 한꺼번에 되돌려서, 뒤쪽을 재는 동안
앞쪽이 밀려 있는 것 같습니다. f = a × b를 a = 3, b = 4에서 생각해 보세요. b에 대한 기울기는
3입니다. b를 움직이는 순간의 a를 출력해 보세요.
"""


def numerical_gradient(f, x):
    h = 1e-4
    grad = np.zeros_like(x)
    original = x.copy()

    for idx in np.ndindex(x.shape):
        x[idx] = original[idx] + h
        fxh1 = f(x)

        x[idx] = original[idx] - h
        fxh2 = f(x)

        grad[idx] = (fxh1 - fxh2) / (2 * h)

    x[...] = original
    return grad
