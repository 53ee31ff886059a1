"""f is handed the single number x[i] + h instead of the whole array.

배열 전체가 아니라 숫자 x[i] + h 하나를 f에 넘긴다.
"""

import numpy as np

PART = "numerical_gradient"
HINT_EN = """
f was handed one number, but it needs the whole array. A function of several variables can't be
worked out from one of them, and an f that looks at x itself sees no change at all. Look at what
stands in the brackets after f. By hand: for f = a squared plus b squared at [3, 4], try to find f
knowing only the number 3.0001. What is missing?
"""
HINT_KO = """
f에 숫자 하나만 넘어갔지만, f는 배열 전체가 있어야 계산할 수 있습니다. 변수가 여럿인 함수는 그중
하나만 알아서는 값을 구할 수 없지요. f의 괄호 안에 무엇을 넣었는지 살펴보세요. f = a² + b²을 [3,
4]에서 생각해 봅시다. 3.0001이라는 숫자 하나만 보고 f의 값을 구할 수 있나요? 무엇이 빠졌는지 적어
보고, 나머지 변수의 값은 어디에서 가져와야 할지도 생각해 보세요.
"""


def numerical_gradient(f, x):
    h = 1e-4
    grad = np.zeros_like(x)

    for idx in np.ndindex(x.shape):
        tmp = x[idx]
        grad[idx] = (f(tmp + h) - f(tmp - h)) / (2 * h)

    return grad
