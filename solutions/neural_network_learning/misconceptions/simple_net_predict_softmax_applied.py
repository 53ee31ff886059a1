"""predict turns the scores into probabilities, though it should return the scores.

predict가 점수를 그대로 주지 않고 확률로 바꾼다.
"""

import numpy as np
from common.functions import cross_entropy_error, softmax

PART = "SimpleNet.predict"
HINT_EN = """
Your numbers lie between 0 and 1 and add up to 1, so they are probabilities. In this class predict
should give the plain scores, which may be negative or large. The step to probabilities belongs in
the loss. Look at the last thing predict does. By hand: with x = [1, 0] the scores are just the
first row of W. Is that what you get?
"""
HINT_KO = """
결과가 0과 1 사이이고 더하면 1이 됩니다. 점수가 아니라 확률이 나온 것입니다. 이 클래스의 predict는
음수도 되고 큰 수도 될 수 있는 점수를 그대로 반환해야 합니다. 확률로 바꾸는 일은 손실을 구할 때
합니다. predict가 마지막에 무엇을 하는지 살펴보세요. x가 [1, 0]이면 점수는 W의 첫 행과 똑같아야
합니다. 내 결과도 그런가요? 음수가 있던 자리에는 무엇이 나오나요?
"""


class SimpleNet:
    def __init__(self):
        self.W = np.random.randn(2, 3)

    def predict(self, x):
        return softmax(np.dot(x, self.W))

    def loss(self, x, t):
        y = self.predict(x)
        return cross_entropy_error(y, t)
