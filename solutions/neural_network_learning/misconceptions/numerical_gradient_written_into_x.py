"""The result is the same array as x, so each slope overwrites x.

결과 배열이 x와 같은 배열이어서 기울기가 x를 덮어쓴다.
"""

import numpy as np

PART = "numerical_gradient"
HINT_EN = """
After the call, x holds the gradient in place of its own values. From the second entry on, the
slopes may be wrong too, since x has already changed. Giving an array a second name does not make
a second array. Look at where the result array comes from. By hand: let b be another name for the
array a, change b, and print a. Is it still the old one?
"""
HINT_KO = """
호출하고 나면 x에 원래 값 대신 기울기가 들어 있습니다. x가 이미 바뀌었으니 두 번째 원소부터는
기울기도 틀릴 수 있습니다. 배열에 이름을 하나 더 붙인다고 배열이 하나 더 생기지는 않습니다. 결과를
담을 배열을 어디에서 가져왔는지 살펴보세요. 배열 a에 b라는 이름을 하나 더 붙이고, b의 원소를 바꾼
다음 a를 출력해 보세요. a는 예전 그대로인가요?
"""


def numerical_gradient(f, x):
    h = 1e-4
    grad = x

    for idx in np.ndindex(x.shape):
        tmp = x[idx]

        x[idx] = tmp + h
        fxh1 = f(x)

        x[idx] = tmp - h
        fxh2 = f(x)

        x[idx] = tmp
        grad[idx] = (fxh1 - fxh2) / (2 * h)

    return grad
