"""The largest difference is returned, not the mean.

평균이 아니라 가장 큰 차이를 낸다.
"""

import numpy as np

PART = "gradient_check.numbers"
HINT_EN = """
You return the largest difference of each parameter. That is a strict and sensible check, but
another one: here the mean over all entries is asked for, so that one wrong entry counts by its
share. Look at what you do with the absolute differences. By hand: what is the mean of 0, 0 and 3?
"""
HINT_KO = """
매개변수마다 가장 큰 차이를 내고 있습니다. 엄격하고 쓸 만한 방법이지만, 여기서 묻는 것은 모든
원소에 대한 평균입니다. 값 하나가 틀리면 그 몫만큼만 드러나야 합니다. 차이의 절댓값으로 무엇을
하는지 살펴보세요. 0, 0, 3의 평균은 얼마인가요?
"""


def gradient_check(net, x, t):
    grad_numerical = net.numerical_gradient(x, t)
    grad_backprop = net.gradient(x, t)

    result = {}
    for key in grad_numerical:
        difference = np.abs(grad_backprop[key] - grad_numerical[key])
        result[key] = np.max(difference)
    return result
