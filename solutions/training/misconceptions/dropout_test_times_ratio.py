"""Test time multiplies by the share that is dropped.

시험 때 끄는 비율을 곱한다.
"""

import numpy as np

PART = "Dropout.test"
HINT_EN = """
At test time you multiply by dropout_ratio, the share that was switched off. What counts is the
share that was at work: 1 - dropout_ratio. For 0.5 both are the same, which is why it is hard to
see. Try 0.1: then nearly all neurons work, and x should stay nearly as it is.
"""
HINT_KO = """
시험 때 끄는 비율인 dropout_ratio를 곱합니다. 곱해야 하는 것은 일한 비율, 곧 1 - dropout_ratio입니다. 0.5이면 둘이 같아서 눈에 띄지 않습니다.
0.1로 해 보세요. 거의 모든 뉴런이 일하므로 x가 거의 그대로여야 합니다.
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
            return x * self.dropout_ratio

    def backward(self, dout):
        return dout * self.mask
