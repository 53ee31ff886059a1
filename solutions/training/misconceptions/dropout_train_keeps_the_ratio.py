"""The share that is kept and the share that is dropped are swapped.

남기는 비율과 끄는 비율이 바뀌었다.
"""

import numpy as np

PART = "Dropout.train"
HINT_EN = """
For dropout_ratio = 0.5 nobody notices, but for 0.1 you switch off 90 %. dropout_ratio is the
share that is switched off. rand gives numbers from 0 to 1: how many of them are larger than 0.1?
Look at the direction of the comparison.
"""
HINT_KO = """
dropout_ratio가 0.5이면 티가 나지 않지만 0.1이면 90 %를 끕니다. dropout_ratio는 끄는 비율입니다. rand는 0과 1 사이의 수를 냅니다.
0.1보다 큰 수는 얼마나 될까요? 부등호의 방향을 살펴보세요.
"""


class Dropout:
    def __init__(self, dropout_ratio=0.5):
        self.dropout_ratio = dropout_ratio
        self.mask = None

    def forward(self, x, train_flg=True):
        if train_flg:
            self.mask = np.random.rand(*x.shape) < self.dropout_ratio
            return x * self.mask
        else:
            return x * (1.0 - self.dropout_ratio)

    def backward(self, dout):
        return dout * self.mask
