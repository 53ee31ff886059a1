"""Softmax is applied twice before the cross entropy.

교차 엔트로피 앞에서 소프트맥스를 두 번 적용한다.
"""

import numpy as np
from common.functions import cross_entropy_error, softmax

PART = "SimpleNet.loss"
HINT_EN = """
Your loss is a sensible number, but it hardly changes: it never gets close to 0, even when the net
is very sure and right. Using softmax on numbers that are already probabilities pushes them close
together. Count how often softmax is used on the way to the loss. By hand: start from the scores
[10, 0], apply softmax once, then once more. How sure is the net each time?
"""
HINT_KO = """
손실이 그럴듯한 값이지만 잘 변하지 않습니다. 신경망이 정답을 아주 확신할 때도 0에 가까워지지
않습니다. 이미 확률인 수에 소프트맥스를 또 적용하면 값들이 서로 비슷해집니다. 손실을 구하기까지
소프트맥스를 몇 번 쓰는지 세어 보세요. 점수 [10, 0]에 소프트맥스를 한 번 적용해 보고, 그 결과에 한
번 더 적용해 보세요. 첫 번째 클래스의 확률이 각각 얼마나 되나요?
"""


class SimpleNet:
    def __init__(self):
        self.W = np.random.randn(2, 3)

    def predict(self, x):
        return np.dot(x, self.W)

    def loss(self, x, t):
        z = self.predict(x)
        y = softmax(softmax(z))
        return cross_entropy_error(y, t)
