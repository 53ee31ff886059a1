"""The weights are scaled by 0.01, as in the two-layer net.

2층 신경망처럼 가중치에 0.01을 곱한다.
"""

import numpy as np
from common.functions import cross_entropy_error, softmax

PART = "SimpleNet.init"
HINT_EN = """
The weights of a new net are random, but about a hundred times too small. This net should use the
standard normal distribution, whose spread is 1. The factor 0.01 belongs to the other network, the
one with two layers. Look at whether the random numbers are multiplied by something. By hand: make
a few nets and look for a weight larger than 0.5. With the right spread there are many.
"""
HINT_KO = """
가중치가 무작위이기는 하지만 백 배쯤 작습니다. 이 신경망은 표준편차가 1인 표준정규분포를 그대로
써야 합니다. 0.01을 곱하는 것은 뒤에 나오는 2층 신경망의 이야기입니다. 난수에 무언가를 곱하고
있는지 살펴보세요. 신경망을 몇 개 만들어 0.5보다 큰 가중치가 있는지 찾아보세요. 퍼진 정도가 맞다면
그런 수가 꽤 많이 나와야 합니다. 하나도 없다면 무엇 때문일까요?
"""


class SimpleNet:
    def __init__(self):
        self.W = 0.01 * np.random.randn(2, 3)

    def predict(self, x):
        return np.dot(x, self.W)

    def loss(self, x, t):
        z = self.predict(x)
        y = softmax(z)
        return cross_entropy_error(y, t)
