"""The sum of squared errors is used instead of the cross entropy.

교차 엔트로피 대신 오차 제곱합을 쓴다.
"""

import numpy as np
from common.functions import softmax

PART = "SimpleNet.loss"
HINT_EN = """
For one sample your loss never goes above 1, even when the net is sure of a wrong class. The cross
entropy grows without bound there. You seem to use the other loss of the chapter, the sum of
squared errors. Look at which formula you call. By hand: if the right class has probability 0.1,
the cross entropy is about 2.3. What does yours give?
"""
HINT_KO = """
표본 하나일 때, 틀린 클래스를 확신해도 손실이 1을 넘지 않습니다. 교차 엔트로피라면 이럴 때 훨씬
커져야 합니다. 이 장에 함께 나오는 다른 손실, 곧 오차 제곱합을 쓴 것 같습니다. 어떤 식으로 손실을
구하는지, 로그가 들어 있는지 살펴보세요. 정답 클래스의 확률이 0.1이면 교차 엔트로피는 약
2.3입니다. 같은 확률로 내 손실을 계산하면 얼마가 나오나요?
"""


class SimpleNet:
    def __init__(self):
        self.W = np.random.randn(2, 3)

    def predict(self, x):
        return np.dot(x, self.W)

    def loss(self, x, t):
        z = self.predict(x)
        y = softmax(z)
        return 0.5 * np.sum((y - t) ** 2)
