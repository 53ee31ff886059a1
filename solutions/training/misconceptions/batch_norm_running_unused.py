"""Test mode normalises by the batch it is given.

시험 때도 받은 배치로 정규화한다.
"""

import numpy as np

PART = "BatchNormalization.running"
HINT_EN = """
In test mode your layer still takes the mean and variance of what it is given. Then the answer for
one image depends on which others are asked about beside it, and a single image becomes nothing
but beta. When train_flg is False, use the running ones. Try a batch of one row.
"""
HINT_KO = """
시험 때도 받은 배치의 평균과 분산을 씁니다. 그러면 이미지 하나의 답이 함께 물은 다른 이미지에 따라 달라지고, 한 장만 물으면 beta만 나옵니다. train_flg가
False이면 이동 평균과 이동 분산을 쓰세요. 행이 하나뿐인 배치로 시험해 보세요.
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
            xc = x - x.mean(axis=0)
            xn = xc / np.sqrt(x.var(axis=0) + 10e-7)

        return self.gamma * xn + self.beta

    def backward(self, dout):
        n = dout.shape[0]
        self.dbeta = dout.sum(axis=0)
        self.dgamma = np.sum(self.xn * dout, axis=0)

        dxn = self.gamma * dout
        dxc = dxn / self.std
        dstd = -np.sum(dxn * self.xc / (self.std * self.std), axis=0)
        dvar = 0.5 * dstd / self.std
        dxc += 2.0 / n * self.xc * dvar
        dmu = np.sum(dxc, axis=0)
        return dxc - dmu / n
