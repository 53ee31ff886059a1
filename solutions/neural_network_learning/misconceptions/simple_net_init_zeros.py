"""The weights start at zero instead of at random numbers.

가중치를 난수가 아니라 0으로 시작한다.
"""

import numpy as np
from common.functions import cross_entropy_error, softmax

PART = "SimpleNet.init"
HINT_EN = """
Every new net starts with all weights at 0. Then all scores are equal for every input, and in a
deeper net all units would learn the same thing. The weights should be drawn at random from the
standard normal distribution. Look at how W is made. By hand: make two nets and print both weight
arrays. They should not be the same.
"""
HINT_KO = """
새로 만든 신경망의 가중치가 모두 0입니다. 그러면 어떤 입력을 넣어도 점수가 다 같고, 층이 더 있는
신경망이라면 모든 뉴런이 똑같은 것을 배우게 됩니다. 가중치는 표준정규분포에서 무작위로 뽑아야
합니다. W를 무엇으로 채우는지 살펴보세요. 신경망을 두 개 만들어 가중치를 각각 출력해 보세요. 두
가중치는 서로 달라야 합니다. 아무 입력이나 넣었을 때 점수 세 개는 어떻게 나오나요?
"""


class SimpleNet:
    def __init__(self):
        self.W = np.zeros((2, 3))

    def predict(self, x):
        return np.dot(x, self.W)

    def loss(self, x, t):
        z = self.predict(x)
        y = softmax(z)
        return cross_entropy_error(y, t)
