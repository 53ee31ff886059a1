"""A neuron is switched off for all samples alike.

뉴런을 모든 샘플에서 한꺼번에 끈다.
"""

import numpy as np

PART = "Dropout.train"
HINT_EN = """
Your mask has one number for each column, so that a neuron is off for the whole batch. Each sample
should lose neurons of its own: every element of x gets a random number of its own. Compare the
shape of your mask with the shape of x.
"""
HINT_KO = """
마스크에 열마다 수가 하나뿐이어서 뉴런이 배치 전체에서 꺼집니다. 샘플마다 다른 뉴런이 꺼져야 하므로 x의 원소마다 난수가 따로 있어야 합니다. 마스크의 모양을 x의 모양과
비교해 보세요.
"""


class Dropout:
    def __init__(self, dropout_ratio=0.5):
        self.dropout_ratio = dropout_ratio
        self.mask = None

    def forward(self, x, train_flg=True):
        if train_flg:
            self.mask = np.random.rand(x.shape[1]) > self.dropout_ratio
            return x * self.mask
        else:
            return x * (1.0 - self.dropout_ratio)

    def backward(self, dout):
        return dout * self.mask
