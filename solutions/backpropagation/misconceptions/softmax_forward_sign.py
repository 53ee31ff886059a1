"""The minus sign is missing.

빼기 부호가 빠졌다.
"""

import numpy as np
from common.functions import softmax

PART = "SoftmaxWithLoss.forward"
HINT_EN = """
Your loss is negative. The logarithm of a probability is never above 0, and the minus in the
formula turns it into something that is small when the net is right and large when it is wrong.
Without it, learning would make the net worse and worse. Look at the beginning of the formula.
"""
HINT_KO = """
손실이 음수입니다. 확률의 로그는 0보다 클 수 없으므로, 식의 빼기 부호가 있어야 맞히면 작고 틀리면
큰 값이 됩니다. 부호가 없으면 학습할수록 신경망이 나빠집니다. 식의 맨 앞을 살펴보세요. 확률이
0.5이면 손실이 얼마여야 할까요?
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
        return np.sum(self.t * np.log(self.y + 1e-7)) / batch_size

    def backward(self, dout=1):
        batch_size = self.t.shape[0]
        dx = (self.y - self.t) / batch_size
        return dx * dout
