"""The difference is divided by the size of the gradient.

차이를 기울기의 크기로 나눈다.
"""

import numpy as np

PART = "gradient_check.numbers"
HINT_EN = """
You divide the difference by the size of the gradients. Relative differences are a good idea, but
other numbers than the ones asked for, and where a gradient is 0 they say nothing. Here the plain
mean of the absolute differences is meant. What stands below your fraction line?
"""
HINT_KO = """
차이를 기울기의 크기로 나누었습니다. 상대적인 차이도 좋은 생각이지만 여기서 묻는 값과는 다르고,
기울기가 0인 곳에서는 아무것도 말해 주지 않습니다. 여기서는 차이의 절댓값을 그대로 평균 낸 값을
말합니다. 무엇으로 나누고 있나요?
"""


def gradient_check(net, x, t):
    grad_numerical = net.numerical_gradient(x, t)
    grad_backprop = net.gradient(x, t)

    result = {}
    for key in grad_numerical:
        difference = np.abs(grad_backprop[key] - grad_numerical[key])
        result[key] = np.average(difference / (np.abs(grad_numerical[key]) + 1e-8))
    return result
