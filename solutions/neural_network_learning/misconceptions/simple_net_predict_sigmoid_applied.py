"""predict sends the scores through a sigmoid.

predict가 점수에 시그모이드를 적용한다.
"""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "SimpleNet.predict"
HINT_EN = """
All your numbers lie between 0 and 1, but they don't add up to 1. That is what a sigmoid leaves
behind. This net has a single layer, and its scores should come out as they are, negative ones
too. Look at what happens after the product with W. By hand: with x = [0, 0] every score is 0. Do
you get 0, or one half?
"""
HINT_KO = """
모든 값이 0과 1 사이인데 더해도 1이 되지 않습니다. 시그모이드를 지난 값의 모습입니다. 이 신경망은
층이 하나뿐이고, 점수는 음수까지 포함해 그대로 나와야 합니다. W와 곱한 다음에 무엇을 더 하는지
살펴보세요. x를 [0, 0]으로 놓으면 점수는 모두 0입니다. 내 결과는 0인가요, 아니면 0.5인가요? 활성화
함수가 필요한 곳은 어느 신경망의 어느 층인지도 떠올려 보세요.
"""


class SimpleNet:
    def __init__(self):
        self.W = np.random.randn(2, 3)

    def predict(self, x):
        return sigmoid(np.dot(x, self.W))

    def loss(self, x, t):
        z = self.predict(x)
        y = softmax(z)
        return cross_entropy_error(y, t)
