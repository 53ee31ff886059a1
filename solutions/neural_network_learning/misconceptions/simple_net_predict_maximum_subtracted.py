"""The largest score is subtracted, a step that belongs inside softmax.

소프트맥스 안에서 할 최댓값 빼기를 점수에 적용한다.
"""

import numpy as np
from common.functions import cross_entropy_error, softmax

PART = "SimpleNet.predict"
HINT_EN = """
The gaps between your scores are right, but the largest one is always 0 and the rest are negative.
You seem to take away the maximum, as one does inside softmax to keep the numbers small. The loss
does not notice, but predict should give the scores as they are. Look at what happens after the
product with W. By hand: with x = [1, 0] you should see the first row of W.
"""
HINT_KO = """
점수 사이의 간격은 맞지만, 가장 큰 점수가 늘 0이고 나머지는 음수입니다. 소프트맥스 안에서 수가
커지지 않게 하려고 최댓값을 빼는 단계를 여기서도 한 것 같습니다. 손실은 달라지지 않지만, predict는
점수를 있는 그대로 반환해야 합니다. W와 곱한 다음에 무엇을 빼는지 살펴보세요. x가 [1, 0]이면 W의 첫
행이 그대로 나와야 합니다. 가장 큰 수가 0으로 바뀌지 않았나요?
"""


class SimpleNet:
    def __init__(self):
        self.W = np.random.randn(2, 3)

    def predict(self, x):
        z = np.dot(x, self.W)
        return z - np.max(z, axis=-1, keepdims=True)

    def loss(self, x, t):
        z = self.predict(x)
        y = softmax(z)
        return cross_entropy_error(y, t)
