"""The weights are random whole numbers, not normal ones.

가중치를 정규분포가 아니라 무작위 정수로 만든다.
"""

import numpy as np
from common.functions import cross_entropy_error, softmax

PART = "SimpleNet.init"
HINT_EN = """
All weights of a new net are whole numbers. They are random, but only a few values ever come up.
Numbers from the standard normal distribution have decimals, lie mostly between -2 and 2, and
never repeat exactly. Look at which random function makes W. By hand: print the weights of three
new nets. Do the same numbers come up again and again?
"""
HINT_KO = """
새로 만든 신경망의 가중치가 모두 정수입니다. 무작위이기는 하지만 몇 가지 값만 되풀이해서 나옵니다.
표준정규분포에서 뽑은 수는 소수점 아래가 있고, 대부분 -2와 2 사이에 있으며, 똑같은 값이 다시
나오는 일이 거의 없습니다. 어떤 난수 함수로 W를 만드는지 살펴보세요. 신경망을 세 개 만들어
가중치를 출력해 보세요. 같은 수가 자꾸 나오나요? 소수는 하나라도 있나요?
"""


class SimpleNet:
    def __init__(self):
        self.W = np.random.randint(-3, 4, (2, 3)).astype(float)

    def predict(self, x):
        return np.dot(x, self.W)

    def loss(self, x, t):
        z = self.predict(x)
        y = softmax(z)
        return cross_entropy_error(y, t)
