"""backward subtracts the labels as numbers.

backward가 정답 번호를 수로 뺀다.
"""

import numpy as np
from common.functions import softmax

PART = "SoftmaxWithLoss.labels"
HINT_EN = """
forward knows what to do with labels, backward does not: it subtracts the label itself, a number
like 2, from probabilities. What has to be subtracted is 1, in the column of the right class, and 0
in all others. How does forward find that column? Use the same here.
"""
HINT_KO = """
forward는 정답 번호를 제대로 다루지만 backward는 그렇지 않습니다. 확률에서 2 같은 번호 자체를 빼고
있습니다. 정답 클래스의 열에서는 1을, 나머지 열에서는 0을 빼야 합니다. forward에서는 그 열을 어떻게
찾나요? 여기서도 같은 방법을 쓰세요.
"""


class SoftmaxWithLoss:
    def __init__(self):
        self.y = None
        self.t = None

    def forward(self, x, t):
        self.t = t
        if t.ndim == 1:
            t = np.eye(x.shape[1])[t]
        self.y = softmax(x)
        batch_size = x.shape[0]
        return -np.sum(t * np.log(self.y + 1e-7)) / batch_size

    def backward(self, dout=1):
        batch_size = self.t.shape[0]
        t = self.t if self.t.ndim == 2 else self.t.reshape(-1, 1)
        dx = (self.y - t) / batch_size
        return dx * dout
