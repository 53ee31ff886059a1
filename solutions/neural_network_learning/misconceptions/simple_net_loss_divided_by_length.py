"""A single sample is divided by its number of classes, as if it were a batch.

표본 하나를 배치로 여겨 클래스의 수로 나눈다.
"""

import numpy as np
from common.functions import softmax

PART = "SimpleNet.loss"
HINT_EN = """
A batch gives the right loss, but a single vector gives too little: the right loss divided by the
number of classes. The length of a batch is its number of samples, but the length of one vector is
its number of classes. Look at what you divide by, and what it is for one vector. By hand: print
the length of [0, 0, 1] and of [[0, 0, 1]].
"""
HINT_KO = """
배치에서는 맞지만, 벡터 하나를 넣으면 손실이 클래스의 수로 나눈 만큼 작게 나옵니다. 배치의 길이는
표본의 수이지만, 벡터 하나의 길이는 클래스의 수이기 때문입니다. 무엇으로 나누는지, 그리고 벡터
하나를 넣었을 때 그 값이 얼마인지 살펴보세요. [0, 0, 1]의 길이와 [[0, 0, 1]]의 길이를 각각 출력해
비교해 보세요. 표본은 둘 다 하나인데 길이도 같은가요?
"""


class SimpleNet:
    def __init__(self):
        self.W = np.random.randn(2, 3)

    def predict(self, x):
        return np.dot(x, self.W)

    def loss(self, x, t):
        z = self.predict(x)
        y = softmax(z)
        return -np.sum(t * np.log(y + 1e-7)) / len(y)
