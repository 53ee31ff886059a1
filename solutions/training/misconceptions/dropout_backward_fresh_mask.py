"""backward draws a mask of its own.

backward에서 마스크를 새로 뽑는다.
"""

import numpy as np

PART = "Dropout.backward"
HINT_EN = """
Your backward draws a new mask. So gradients flow to neurons that were off, and others that were
at work get none. It has to be the very mask of the last forward pass. Keep it in the object, and
use it in backward as it is.
"""
HINT_KO = """
backward에서 마스크를 새로 뽑고 있습니다. 그러면 꺼져 있던 뉴런에 기울기가 흐르고 일한 뉴런에는 흐르지 않습니다. 마지막 forward에서 쓴 바로 그 마스크여야
합니다. 객체에 남겨 두었다가 backward에서 그대로 쓰세요.
"""


class Dropout:
    def __init__(self, dropout_ratio=0.5):
        self.dropout_ratio = dropout_ratio
        self.mask = None

    def forward(self, x, train_flg=True):
        if train_flg:
            self.mask = np.random.rand(*x.shape) > self.dropout_ratio
            return x * self.mask
        else:
            return x * (1.0 - self.dropout_ratio)

    def backward(self, dout):
        return dout * (np.random.rand(*dout.shape) > self.dropout_ratio)
