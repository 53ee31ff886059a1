"""The loss is the sum over the batch.

손실이 배치의 합이다.
"""

import numpy as np
from common.functions import softmax

PART = "SoftmaxWithLoss.forward"
HINT_EN = """
Your loss grows with the number of rows. It is the sum over the batch, not the mean. With the mean,
a batch of ten and a batch of a hundred can be compared, and one learning rate suits both. One step
is missing at the end. Try the same row twice: should the loss change?
"""
HINT_KO = """
행이 많아질수록 손실이 커집니다. 배치의 평균이 아니라 합을 구했기 때문입니다. 평균이어야 크기가
다른 배치끼리 견줄 수 있고 학습률도 같이 쓸 수 있습니다. 마지막에 한 단계가 빠졌습니다. 같은 행을
두 번 넣으면 손실이 달라져야 할까요?
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
        return -np.sum(self.t * np.log(self.y + 1e-7))

    def backward(self, dout=1):
        batch_size = self.t.shape[0]
        dx = (self.y - self.t) / batch_size
        return dx * dout
