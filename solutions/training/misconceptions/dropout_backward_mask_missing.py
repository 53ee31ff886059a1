"""backward lets everything through.

backward가 모두 통과시킨다.
"""

import numpy as np

PART = "Dropout.backward"
HINT_EN = """
Your backward returns dout as it is. An element that was switched off had no influence on the
loss, so its gradient is zero. Keep the mask in forward, and multiply dout by it. Which elements
of dx have to be zero?
"""
HINT_KO = """
backward가 dout을 그대로 반환합니다. 꺼진 원소는 손실에 아무 영향을 주지 않았으므로 기울기가 0입니다. forward에서 마스크를 남겨 두었다가 dout에
곱하세요. dx의 어느 원소가 0이어야 할까요?
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
        return dout
