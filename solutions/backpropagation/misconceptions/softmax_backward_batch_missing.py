"""The gradient is not divided by the batch size.

기울기를 배치 크기로 나누지 않는다.
"""

import numpy as np
from common.functions import softmax

PART = "SoftmaxWithLoss.backward"
HINT_EN = """
Your gradient is too large, by the number of rows. The loss is a mean: each row has only its share
in it, one over the batch size, and so has its gradient. With one row nobody sees the difference.
Where does the batch size occur in forward, and where in backward?
"""
HINT_KO = """
기울기가 행의 개수만큼 큽니다. 손실은 평균이므로 행마다 배치 크기 분의 일만큼만 들어가고, 기울기도
마찬가지입니다. 행이 하나면 차이가 보이지 않습니다. 배치 크기가 forward의 어디에 나오나요?
backward에서는 어디에 나와야 할까요?
"""


class SoftmaxWithLoss:
    def __init__(self):
        self.y = None
        self.t = None

    def forward(self, x, t):
        if t.ndim == 1:
            t = np.eye(x.shape[1])[t]
        self.t = t
        self.y = softmax(x)
        batch_size = x.shape[0]
        return -np.sum(self.t * np.log(self.y + 1e-7)) / batch_size

    def backward(self, dout=1):
        dx = self.y - self.t
        return dx * dout
