"""Labels are multiplied as if they were one-hot.

정답 번호를 one-hot처럼 곱한다.
"""

import numpy as np
from common.functions import softmax

PART = "SoftmaxWithLoss.labels"
HINT_EN = """
With one-hot targets all is well. Labels, one number a row, you multiply like a table, and the
numbers go where they happen to fit, or nowhere. Ask first which of the two you have been handed:
how many dimensions has it? Then pick for each row the entry with that number.
"""
HINT_KO = """
정답이 one-hot이면 맞습니다. 그런데 행마다 수가 하나인 정답 번호도 표처럼 곱하고 있어서, 엉뚱한
자리에 곱해지거나 계산이 되지 않습니다. 둘 중 어느 것을 받았는지 먼저 물어보세요. 차원이 몇
개인가요? 그다음 행마다 그 번호의 칸을 고르세요.
"""


class SoftmaxWithLoss:
    def __init__(self):
        self.y = None
        self.t = None

    def forward(self, x, t):
        self.t = t
        self.y = softmax(x)
        batch_size = x.shape[0]
        return -np.sum(self.t * np.log(self.y + 1e-7)) / batch_size

    def backward(self, dout=1):
        batch_size = self.t.shape[0]
        dx = (self.y - self.t) / batch_size
        return dx * dout
