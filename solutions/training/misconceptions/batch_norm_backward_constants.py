"""Mean and variance are taken for constants.

평균과 분산을 상수로 여긴다.
"""

import numpy as np

PART = "BatchNormalization.backward"
HINT_EN = """
You return gamma · dout / σ, as if mean and variance were constants. But both depend on every
element of the column: who changes one x changes them, too. Two more paths lead back to x, through
the mean and through the variance. Check: for a dout of all ones, the right dx is zero.
"""
HINT_KO = """
평균과 분산이 상수인 것처럼 gamma · dout / σ만 반환합니다. 하지만 둘 다 열의 모든 원소에 달려 있어서 x 하나를 바꾸면 함께 바뀝니다. 평균과 분산을 거쳐 x로
돌아오는 길이 두 개 더 있습니다. dout이 모두 1이면 dx는 0이어야 합니다.
"""


class BatchNormalization:
    def __init__(self, gamma, beta, momentum=0.9):
        self.gamma = gamma
        self.beta = beta
        self.momentum = momentum
        self.running_mean = None
        self.running_var = None

    def forward(self, x, train_flg=True):
        if self.running_mean is None:
            self.running_mean = np.zeros(x.shape[1])
            self.running_var = np.zeros(x.shape[1])

        if train_flg:
            mu = x.mean(axis=0)
            xc = x - mu
            var = np.mean(xc**2, axis=0)
            std = np.sqrt(var + 10e-7)
            xn = xc / std

            self.xc = xc
            self.xn = xn
            self.std = std
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mu
            self.running_var = self.momentum * self.running_var + (1 - self.momentum) * var
        else:
            xc = x - self.running_mean
            xn = xc / np.sqrt(self.running_var + 10e-7)

        return self.gamma * xn + self.beta

    def backward(self, dout):
        self.dbeta = dout.sum(axis=0)
        self.dgamma = np.sum(self.xn * dout, axis=0)

        dxn = self.gamma * dout
        return dxn / self.std
