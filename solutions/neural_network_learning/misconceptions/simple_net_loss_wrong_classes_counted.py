"""Every class is scored as its own yes-or-no question.

모든 클래스를 각각의 예/아니요 문제로 보고 더한다.
"""

import numpy as np
from common.functions import softmax

PART = "SimpleNet.loss"
HINT_EN = """
Your loss is always larger than it should be. It seems to punish the wrong classes as well: next
to the logarithm of the right class it adds a term for each of the others. That is the cross
entropy for yes-or-no questions. With softmax, only the right class counts. Look for a term with
one minus something. By hand: for the probabilities [0.5, 0.25, 0.25] and the first class, the
loss is about 0.69.
"""
HINT_KO = """
손실이 늘 맞는 값보다 큽니다. 정답 클래스의 로그뿐 아니라 나머지 클래스에도 항을 하나씩 더하는 것
같습니다. 그것은 예와 아니요를 따로 묻는 문제에서 쓰는 이진 교차 엔트로피입니다. 소프트맥스와 함께
쓸 때는 정답 클래스만 셉니다. 1에서 무언가를 빼는 항이 있는지 찾아보세요. 확률이 [0.5, 0.25,
0.25]이고 정답이 첫 번째라면 손실은 약 0.69입니다. 내 식으로는 얼마인가요?
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
        total = np.sum(t * np.log(y + 1e-7) + (1 - t) * np.log(1 - y + 1e-7))
        return -total / y.shape[0]
