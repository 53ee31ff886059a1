"""There is one number for all parameters.

모든 매개변수에 수 하나만 낸다.
"""

import numpy as np

PART = "gradient_check.numbers"
HINT_EN = """
All parameters have the same number: you average over everything. If something is wrong, one wants
to know where: in the first layer or in the second, in the weights or in the biases. Each key has a
mean of its own. When is your sum begun anew?
"""
HINT_KO = """
모든 매개변수에 같은 수가 들어 있습니다. 전체를 한꺼번에 평균 냈기 때문입니다. 틀린 것이 있다면
그것이 첫째 계층인지 둘째 계층인지, 가중치인지 편향인지 알고 싶을 것입니다. 키마다 평균을 따로 내야
합니다. 합을 언제 새로 시작하나요?
"""


def gradient_check(net, x, t):
    grad_numerical = net.numerical_gradient(x, t)
    grad_backprop = net.gradient(x, t)

    result = {}
    for key in grad_numerical:
        difference = np.abs(grad_backprop[key] - grad_numerical[key])
        result[key] = np.average(difference)
    return dict.fromkeys(result, sum(result.values()) / len(result))
