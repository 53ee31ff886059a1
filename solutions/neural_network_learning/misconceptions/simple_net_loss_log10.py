"""The logarithm to base 10 is taken instead of the natural one.

자연로그 대신 상용로그를 쓴다.
"""

import numpy as np
from common.functions import softmax

PART = "SimpleNet.loss"
HINT_EN = """
Your loss is always the same fraction of the right one, about 0.43 of it. A constant factor like
this is the mark of a different logarithm. The cross entropy uses the natural one, to base e. Look
at the name of the logarithm function. By hand: if the right class has probability 0.1, the loss
should be about 2.3. Is yours exactly 1?
"""
HINT_KO = """
손실이 언제나 맞는 값의 약 0.43배입니다. 이렇게 늘 같은 비율로 어긋나는 것은 로그의 밑이 다를 때
나타납니다. 교차 엔트로피에서는 밑이 e인 자연로그를 씁니다. 로그 함수의 이름을 살펴보세요. 정답
클래스의 확률이 0.1이라면 손실은 약 2.3이어야 합니다. 내 손실은 정확히 1이 나오지 않나요?
파이썬에서 여러 가지 로그 함수에 10을 넣어 보고 결과를 비교해 보세요.
"""


class SimpleNet:
    def __init__(self):
        self.W = np.random.randn(2, 3)

    def predict(self, x):
        return np.dot(x, self.W)

    def loss(self, x, t):
        z = self.predict(x)
        y = np.atleast_2d(softmax(z))
        t = np.atleast_2d(t)
        return -np.sum(t * np.log10(y + 1e-7)) / y.shape[0]
