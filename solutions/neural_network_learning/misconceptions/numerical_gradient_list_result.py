"""The gradient is returned as a Python list instead of an array.

기울기를 배열이 아니라 파이썬 리스트로 반환한다.
"""

import numpy as np

PART = "numerical_gradient"
HINT_EN = """
The numbers are right, but they come back in a plain Python list. The gradient should be a NumPy
array of the shape of x, so that one can multiply it by a learning rate and subtract it. Look at
what kind of thing you return. By hand: in Python, multiply the list [1, 2] by 2, and then do the
same with an array. What is the difference?
"""
HINT_KO = """
숫자는 맞지만 파이썬 리스트에 담겨 나옵니다. 기울기는 x와 모양이 같은 넘파이 배열이어야 학습률을
곱하고 x에서 뺄 수 있습니다. 마지막에 무엇을 반환하는지, 그 자료형이 무엇인지 살펴보세요. 리스트 [1,
2]에 2를 곱해 보고, 같은 숫자를 담은 배열에도 2를 곱해 보세요. 두 결과가 어떻게 다른가요? 이 차이가
경사 하강법에서 어떤 문제를 일으킬지 생각해 보세요.
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

    return grad.tolist()
