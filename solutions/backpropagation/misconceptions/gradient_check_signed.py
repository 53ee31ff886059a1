"""The differences keep their signs.

차이의 부호를 그대로 둔다.
"""

import numpy as np

PART = "gradient_check.numbers"
HINT_EN = """
Some of your numbers are too small, and may even be negative: differences of opposite signs cancel
each other before the mean is taken. A gradient that is wrong by plus one here and minus one there
would look perfect. Take the size of each difference first, then the mean.
"""
HINT_KO = """
값이 너무 작거나 음수가 되기도 합니다. 평균을 내기 전에 부호가 반대인 차이끼리 서로 지워지기
때문입니다. 여기서 1 크고 저기서 1 작은 기울기라면 완벽해 보일 것입니다. 먼저 차이마다 크기를 구한
다음에 평균을 내세요. 어느 단계가 빠졌나요?
"""


def gradient_check(net, x, t):
    grad_numerical = net.numerical_gradient(x, t)
    grad_backprop = net.gradient(x, t)

    result = {}
    for key in grad_numerical:
        difference = grad_backprop[key] - grad_numerical[key]
        result[key] = np.average(difference)
    return result
