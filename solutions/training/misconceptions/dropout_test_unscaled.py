"""Nothing is scaled at test time.

시험 때 크기를 줄이지 않는다.
"""

import numpy as np

PART = "Dropout.test"
HINT_EN = """
At test time you return x as it is. In training only a share 1 - dropout_ratio of the neurons was
at work, so the next layer was used to smaller sums. To make up for that, everything is multiplied
by 1 - dropout_ratio at test time. With ratio 0.5: how large is the sum of ten ones in training,
on average?
"""
HINT_KO = """
시험 때 x를 그대로 반환합니다. 훈련 때는 1 - dropout_ratio만큼의 뉴런만 일했으므로 다음 층은 그만큼 작은 합에 익숙합니다. 이를 맞추려고 시험 때는 전체에 1
- dropout_ratio를 곱합니다. 비율이 0.5이면 1 열 개의 합은 훈련 때 평균 얼마일까요?
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
            return x

    def backward(self, dout):
        return dout * self.mask
