"""The differences are added up, not averaged.

차이의 평균이 아니라 합을 구한다.
"""

import numpy as np

PART = "gradient_check.numbers"
HINT_EN = """
Your numbers grow with the number of entries: the differences are added up. A large matrix would
then look worse than a small one, though each entry is as good. With the mean, parameters of all
sizes can be compared. Which function do you apply to the differences?
"""
HINT_KO = """
원소가 많을수록 값이 커집니다. 차이를 더하기만 했기 때문입니다. 그러면 원소 하나하나가 똑같이
정확해도 큰 행렬이 작은 행렬보다 나빠 보입니다. 평균을 내야 크기가 다른 매개변수끼리 견줄 수
있습니다. 차이에 어떤 함수를 적용하고 있나요?
"""


def gradient_check(net, x, t):
    grad_numerical = net.numerical_gradient(x, t)
    grad_backprop = net.gradient(x, t)

    result = {}
    for key in grad_numerical:
        difference = np.abs(grad_backprop[key] - grad_numerical[key])
        result[key] = np.sum(difference)
    return result
