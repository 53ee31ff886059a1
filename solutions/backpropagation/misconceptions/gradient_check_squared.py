"""The differences are squared.

차이를 제곱한다.
"""

import numpy as np

PART = "gradient_check.numbers"
HINT_EN = """
You average the squares of the differences. Small ones nearly vanish that way: a difference of 0.01
counts as 0.0001, so a wrong gradient looks better than it is. Asked for is the mean of the
absolute values. Which function takes the sign away without changing the size?
"""
HINT_KO = """
차이를 제곱해서 평균을 냈습니다. 그러면 작은 차이는 거의 사라집니다. 0.01만큼의 차이가 0.0001이
되어, 틀린 기울기가 실제보다 좋아 보입니다. 묻는 것은 절댓값의 평균입니다. 크기는 그대로 두고
부호만 없애는 함수는 무엇인가요?
"""


def gradient_check(net, x, t):
    grad_numerical = net.numerical_gradient(x, t)
    grad_backprop = net.gradient(x, t)

    result = {}
    for key in grad_numerical:
        difference = (grad_backprop[key] - grad_numerical[key]) ** 2
        result[key] = np.average(difference)
    return result
