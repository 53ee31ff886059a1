"""Inverted dropout: what is let through is scaled up in training.

역 드롭아웃: 통과한 값을 훈련 때 키운다.
"""

import numpy as np

PART = "Dropout.train"
HINT_EN = """
You scale what is let through by 1 / (1 - ratio) in training and leave everything alone at test
time. That is inverted dropout, which most libraries use and which works as well. The textbook
does it the other way: training leaves the values as they are, test time multiplies by 1 - ratio.
"""
HINT_KO = """
훈련 때 통과한 값에 1 / (1 - ratio)을 곱하고 시험 때는 그대로 둡니다. 역 드롭아웃(inverted dropout)이라고 하며, 많은 라이브러리가 쓰는 방법이고
효과도 같습니다. 하지만 교재는 반대로 합니다. 훈련 때 그대로 두고 시험 때 1 - ratio를 곱합니다.
"""


class Dropout:
    def __init__(self, dropout_ratio=0.5):
        self.dropout_ratio = dropout_ratio
        self.mask = None

    def forward(self, x, train_flg=True):
        if train_flg:
            self.mask = (np.random.rand(*x.shape) > self.dropout_ratio) / (1.0 - self.dropout_ratio)
            return x * self.mask
        else:
            return x

    def backward(self, dout):
        return dout * self.mask
