"""backward lets through what was switched off.

backward가 꺼진 자리를 통과시킨다.
"""

import numpy as np

PART = "Dropout.backward"
HINT_EN = """
Your backward lets through just those elements that were switched off, and stops the others. The
mask says what goes through forward; the same elements go through backward. Look at a ~, a 1 -
mask or a comparison between forward and backward. Try a single row and compare by eye.
"""
HINT_KO = """
backward가 꺼진 원소만 통과시키고 나머지를 막습니다. forward에서 통과한 바로 그 원소들이 backward에서도 통과해야 합니다. forward와 backward
사이에서 ~나 1 - mask, 부등호를 살펴보세요. 한 행으로 시험해 눈으로 비교해 보세요.
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
        return dout * (1 - self.mask)
