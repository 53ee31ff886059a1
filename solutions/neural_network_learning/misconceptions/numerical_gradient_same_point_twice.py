"""Both values of f are taken at the same point.

두 함숫값을 모두 같은 점에서 구한다.
"""

import numpy as np

PART = "numerical_gradient"
HINT_EN = """
Your gradient is zero everywhere, even where f is clearly steep. The difference of the two values
vanishes, so both must come from the same point. Look at what x holds each time f is called: does
it change between the two calls? By hand: for x squared at 3 with h = 1, write down the two points
and the two values that your code uses.
"""
HINT_KO = """
함수가 분명히 가파른 곳에서도 기울기가 모두 0입니다. 두 값의 차이가 사라졌다는 것은 둘 다 같은
점에서 구했다는 뜻입니다. f를 부를 때마다 x에 무엇이 들어 있는지, 두 번의 호출 사이에 x가 바뀌는지
살펴보세요. x의 제곱을 3에서, h = 1로 놓고 따라가 보면 좋습니다. 코드가 쓰는 두 점과 두 함숫값을
종이에 적어 보세요. 두 점이 서로 다른가요?
"""


def numerical_gradient(f, x):
    h = 1e-4
    grad = np.zeros_like(x)

    for idx in np.ndindex(x.shape):
        tmp = x[idx]

        x[idx] = tmp + h
        fxh1 = f(x)

        x[idx] = tmp + h
        fxh2 = f(x)

        grad[idx] = (fxh1 - fxh2) / (2 * h)
        x[idx] = tmp

    return grad
