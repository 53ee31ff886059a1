"""Neurons are switched off at test time, too.

시험 때도 뉴런을 끈다.
"""

import numpy as np

PART = "Dropout.test"
HINT_EN = """
At test time your layer still throws elements away at random, so that the same question gets
another answer each time. Dropout is for training only. When train_flg is False, no mask is used;
everything is multiplied by 1 - dropout_ratio. Call forward(x, False) twice and compare.
"""
HINT_KO = """
시험 때도 원소를 무작위로 꺼서 같은 질문에 매번 다른 답을 냅니다. 드롭아웃은 훈련에만 씁니다. train_flg가 False이면 마스크 없이 전체에 1 -
dropout_ratio를 곱합니다. forward(x, False)를 두 번 불러 비교해 보세요.
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
            return x * (np.random.rand(*x.shape) > self.dropout_ratio)

    def backward(self, dout):
        return dout * self.mask
