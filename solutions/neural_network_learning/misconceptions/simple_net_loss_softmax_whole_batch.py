"""The hand-written softmax divides by the sum over the whole batch.

직접 쓴 소프트맥스가 배치 전체의 합으로 나눈다.
"""

import numpy as np
from common.functions import cross_entropy_error

PART = "SimpleNet.loss"
HINT_EN = """
One sample is right, but a batch gives too large a loss. The probabilities of one row should add
up to 1. Yours add up to 1 only over the whole batch, so each row gets just a share of it. Look at
the sum in your softmax: over which numbers does it run? By hand: put the scores [0, 0] into a
batch twice. Each probability should be one half, not one quarter.
"""
HINT_KO = """
표본 하나일 때는 맞지만 배치에서는 손실이 너무 큽니다. 확률은 한 행을 더했을 때 1이 되어야 하는데,
배치 전체를 더해야 1이 되는 것 같습니다. 그래서 행마다 확률이 쪼개집니다. 소프트맥스를 계산할 때
합을 어느 범위에서 구하는지 살펴보세요. 점수 [0, 0]을 두 행 넣은 배치를 만들어 보세요. 확률은 모두
2분의 1이어야 합니다. 혹시 4분의 1이 나오나요?
"""


class SimpleNet:
    def __init__(self):
        self.W = np.random.randn(2, 3)

    def predict(self, x):
        return np.dot(x, self.W)

    def loss(self, x, t):
        z = self.predict(x)
        y = np.exp(z - np.max(z)) / np.sum(np.exp(z - np.max(z)))
        return cross_entropy_error(y, t)
