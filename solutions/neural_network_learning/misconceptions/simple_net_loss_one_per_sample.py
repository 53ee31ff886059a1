"""A batch gives one loss per sample instead of a single number.

배치를 넣으면 손실이 하나가 아니라 표본마다 나온다.
"""

import numpy as np
from common.functions import softmax

PART = "SimpleNet.loss"
HINT_EN = """
For a batch you return several numbers, one for each sample. Each is right, but the loss of a
batch is a single number: their mean. Only one number can be made smaller step by step. Look at
over which axis your sum runs, and what is still to be done after it. By hand: put the same sample
into a batch twice. You should get one number, the loss of that sample.
"""
HINT_KO = """
배치를 넣으면 표본마다 하나씩 여러 수가 나옵니다. 하나하나는 맞지만, 배치의 손실은 그 평균인 수
하나여야 합니다. 그래야 그 수를 조금씩 줄여 나갈 수 있습니다. 합을 어느 축으로 구했는지, 그다음에
무엇이 더 필요한지 살펴보세요. 똑같은 표본을 두 번 넣은 배치를 만들어 보세요. 그 표본의 손실과
같은 수 하나가 나와야 합니다. 내 결과는 몇 개인가요?
"""


class SimpleNet:
    def __init__(self):
        self.W = np.random.randn(2, 3)

    def predict(self, x):
        return np.dot(x, self.W)

    def loss(self, x, t):
        z = self.predict(x)
        y = softmax(z)
        return -np.sum(t * np.log(y + 1e-7), axis=-1)
