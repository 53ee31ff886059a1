"""Target and probability are exchanged.

정답과 확률이 뒤바뀌었다.
"""

import numpy as np
from common.functions import softmax

PART = "SoftmaxWithLoss.backward"
HINT_EN = """
Your gradient has the right size and the opposite sign. For the right class it has to be negative:
if that score grows, the loss falls. So the target is subtracted from the probability, not the
other way round. By hand: y is 0.3 and t is 1. What comes out?
"""
HINT_KO = """
기울기의 크기는 맞지만 부호가 반대입니다. 정답 클래스에서는 음수여야 합니다. 그 점수가 커지면
손실이 줄어들기 때문입니다. 그러니 확률에서 정답을 빼야지, 반대로 빼면 안 됩니다. y가 0.3이고 t가
1이면 얼마가 나와야 할까요?
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
        batch_size = self.t.shape[0]
        dx = (self.t - self.y) / batch_size
        return dx * dout
