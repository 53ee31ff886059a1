"""For a batch, only the first row is predicted.

배치를 넣으면 첫 행만 예측한다.
"""

import numpy as np
from common.functions import cross_entropy_error, softmax

PART = "SimpleNet.predict"
HINT_EN = """
One vector works, but a batch gives back a single row of scores. It is the right row for the first
sample; the others are missing. A batch of N rows should give N rows of scores. Look at whether
predict picks a row of x or of the result. By hand: put [1, 0] and [0, 1] into one batch. The
result should be the two rows of W.
"""
HINT_KO = """
벡터 하나를 넣으면 맞지만, 배치를 넣어도 점수가 한 행만 나옵니다. 그것은 첫 번째 표본의 점수이고
나머지는 없습니다. 행이 N개인 배치에서는 점수도 N행이 나와야 합니다. predict가 x나 결과에서 한
행만 골라내는 곳이 있는지 살펴보세요. [1, 0]과 [0, 1]을 하나의 배치로 묶어 넣어 보세요. W의 두
행이 그대로 나와야 합니다. 몇 행이 나왔나요?
"""


class SimpleNet:
    def __init__(self):
        self.W = np.random.randn(2, 3)

    def predict(self, x):
        if x.ndim == 2:
            x = x[0]
        return np.dot(x, self.W)

    def loss(self, x, t):
        z = np.dot(x, self.W)
        y = softmax(z)
        return cross_entropy_error(y, t)
