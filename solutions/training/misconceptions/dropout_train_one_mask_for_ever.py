"""The mask is drawn once and kept.

마스크를 한 번만 뽑아 계속 쓴다.
"""

import numpy as np

PART = "Dropout.train"
HINT_EN = """
Your first mask is right, but it stays for ever: the same neurons are always off. Dropout works
because each step trains another thinned network. So a new mask is drawn in each forward pass in
training. Look for a condition around the line that draws it.
"""
HINT_KO = """
첫 마스크는 맞지만 계속 그대로여서 늘 같은 뉴런이 꺼져 있습니다. 드롭아웃은 매번 다른 뉴런을 꺼서 학습하기 때문에 효과가 있습니다. 훈련 때는 forward를 부를 때마다
마스크를 새로 뽑아야 합니다. 마스크를 뽑는 줄에 조건이 붙어 있지 않은지 살펴보세요.
"""


class Dropout:
    def __init__(self, dropout_ratio=0.5):
        self.dropout_ratio = dropout_ratio
        self.mask = None

    def forward(self, x, train_flg=True):
        if train_flg:
            if self.mask is None or self.mask.shape != x.shape:
                self.mask = np.random.rand(*x.shape) > self.dropout_ratio
            return x * self.mask
        else:
            return x * (1.0 - self.dropout_ratio)

    def backward(self, dout):
        return dout * self.mask
