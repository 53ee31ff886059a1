"""The losses of a batch are added up but not averaged.

배치의 손실을 더하기만 하고 평균을 내지 않는다.
"""

import numpy as np
from common.functions import softmax

PART = "SimpleNet.loss"
HINT_EN = """
One sample gives the right loss, but for a batch the loss is too large by exactly the number of
samples. The losses are summed, and the sum is not shared out over the batch. Look at what you do
with the sum. By hand: put the same sample into a batch twice. The loss should stay what it was
for one. Does yours double?
"""
HINT_KO = """
표본 하나일 때는 맞지만, 배치에서는 손실이 정확히 표본의 수만큼 배로 커집니다. 표본마다의 손실을
더하기만 하고, 배치의 크기로 나누지 않은 것입니다. 합을 구한 다음에 무엇을 하는지 살펴보세요.
똑같은 표본을 두 번 넣은 배치를 만들어 보세요. 손실은 하나일 때와 같아야 합니다. 내 손실은 두 배가
되지 않나요? 배치가 백 개라면 손실은 얼마가 될까요?
"""


class SimpleNet:
    def __init__(self):
        self.W = np.random.randn(2, 3)

    def predict(self, x):
        return np.dot(x, self.W)

    def loss(self, x, t):
        z = self.predict(x)
        y = softmax(z)
        return -np.sum(t * np.log(y + 1e-7))
