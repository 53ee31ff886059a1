"""The scores go into the cross entropy without softmax.

소프트맥스를 거치지 않은 점수를 교차 엔트로피에 넣는다.
"""

import numpy as np
from common.functions import cross_entropy_error

PART = "SimpleNet.loss"
HINT_EN = """
Your loss is sometimes negative and sometimes not a number. The cross entropy takes the logarithm
of what it gets, and the logarithm of a negative number does not exist. predict returns scores,
not probabilities, so one step between the two is missing. Look at what you pass on. By hand: for
the scores [1, -1], check that the numbers you hand over lie between 0 and 1.
"""
HINT_KO = """
손실이 음수가 되거나 숫자가 아닌 값(nan)이 됩니다. 교차 엔트로피는 받은 수에 로그를 취하는데, 음수의
로그는 구할 수 없습니다. predict가 반환하는 것은 확률이 아니라 점수이므로, 그 사이에 한 단계가 빠져
있습니다. 교차 엔트로피에 무엇을 넘기는지 살펴보세요. 점수가 [1, -1]일 때 내가 넘긴 수들이 0과 1
사이에 있는지, 더하면 1이 되는지 확인해 보세요.
"""


class SimpleNet:
    def __init__(self):
        self.W = np.random.randn(2, 3)

    def predict(self, x):
        return np.dot(x, self.W)

    def loss(self, x, t):
        y = self.predict(x)
        return cross_entropy_error(y, t)
