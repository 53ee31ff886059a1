"""backward multiplies by 1 - ratio as well.

backward에서 1 - ratio도 곱한다.
"""

import numpy as np

PART = "Dropout.backward"
HINT_EN = """
Your backward uses the right mask, and then makes everything smaller by 1 - dropout_ratio. In
training forward did not scale, so neither does backward. That factor is for test time, where
nothing is learned. Compare: an element that was let through has the gradient dout.
"""
HINT_KO = """
마스크는 맞지만 1 - dropout_ratio를 곱해 작아졌습니다. 훈련 때 forward에서 곱하지 않았으니 backward에서도 곱하지 않습니다. 그 수는 학습하지 않는
시험 때 쓰는 것입니다. 통과한 원소의 기울기는 dout 그대로입니다.
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
        return dout * self.mask * (1.0 - self.dropout_ratio)
