"""The targets and the predictions are handed over in the wrong order.

정답과 예측을 서로 바꾸어 넘긴다.
"""

import numpy as np
from common.functions import cross_entropy_error, softmax

PART = "SimpleNet.loss"
HINT_EN = """
For one sample your loss is either close to 0 or close to 16, with nothing in between. 16 is what
the logarithm of the tiny safety number gives, so the logarithm is taken of the targets, which are
only 0 or 1. It should be taken of the probabilities. Look at the order of the two arguments. By
hand: check in the definition of the function which of the two comes first.
"""
HINT_KO = """
표본 하나를 넣으면 손실이 0에 가깝거나 16에 가까운 값뿐이고, 그 사이의 값이 나오지 않습니다. 16은
로그가 0이 되지 않게 더해 둔 아주 작은 수에서 나온 값입니다. 확률이 아니라 0과 1뿐인 정답에 로그를
취했다는 뜻입니다. 두 인수를 어떤 순서로 넘기는지 살펴보세요. 교차 엔트로피 함수의 정의를 열어,
예측과 정답 가운데 어느 것이 먼저인지 확인해 보세요. 내가 부른 순서와 같은가요?
"""


class SimpleNet:
    def __init__(self):
        self.W = np.random.randn(2, 3)

    def predict(self, x):
        return np.dot(x, self.W)

    def loss(self, x, t):
        z = self.predict(x)
        y = softmax(z)
        return cross_entropy_error(t, y)
