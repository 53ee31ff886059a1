"""The weights are drawn evenly from 0 to 1, not from the normal distribution.

가중치를 정규분포가 아니라 0과 1 사이의 균등분포에서 뽑는다.
"""

import numpy as np
from common.functions import cross_entropy_error, softmax

PART = "SimpleNet.init"
HINT_EN = """
Over many new nets, no weight is ever below 0 or above 1. Numbers from the standard normal
distribution are negative half of the time, and some lie beyond 2. It looks as if a function with
a similar name was used, one that draws evenly between 0 and 1. Look at the name of the random
function, letter by letter. By hand: draw ten numbers with it. Is any of them negative?
"""
HINT_KO = """
신경망을 여러 번 만들어도 가중치가 0보다 작거나 1보다 큰 경우가 없습니다. 표준정규분포에서 뽑은
수라면 절반쯤은 음수이고, 2를 넘는 수도 가끔 나옵니다. 이름이 비슷하지만 0과 1 사이에서 고르게
뽑는 함수를 쓴 것 같습니다. 난수를 만드는 함수의 이름을 한 글자씩 살펴보세요. 그 함수로 수를 열
개쯤 뽑아 보면 알 수 있습니다. 음수가 하나라도 있나요?
"""


class SimpleNet:
    def __init__(self):
        self.W = np.random.rand(2, 3)

    def predict(self, x):
        return np.dot(x, self.W)

    def loss(self, x, t):
        z = self.predict(x)
        y = softmax(z)
        return cross_entropy_error(y, t)
