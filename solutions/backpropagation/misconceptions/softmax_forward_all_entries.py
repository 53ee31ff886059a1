"""The mean is taken over all entries of the table.

표의 모든 칸에 대해 평균을 낸다.
"""

import numpy as np
from common.functions import softmax

PART = "SoftmaxWithLoss.forward"
HINT_EN = """
Your loss is too small, by the number of classes: you divide by the number of all entries. Only one
entry a row counts, the one of the right class, so there are as many numbers to average as rows. By
what do you divide? With ten classes, how many times too small is it?
"""
HINT_KO = """
손실이 클래스 개수만큼 작습니다. 표의 칸 수로 나누었기 때문입니다. 행마다 정답 클래스의 칸 하나만
손실에 들어가므로, 행의 개수로 평균을 내야 합니다. 무엇으로 나누고 있나요? 클래스가 열 개라면 몇
배나 작아지나요?
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
        batch_size = x.size
        return -np.sum(self.t * np.log(self.y + 1e-7)) / batch_size

    def backward(self, dout=1):
        batch_size = self.t.shape[0]
        dx = (self.y - self.t) / batch_size
        return dx * dout
