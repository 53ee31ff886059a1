"""The running variance begins at 1.

이동 분산이 1에서 시작한다.
"""

import numpy as np

PART = "BatchNormalization.running"
HINT_EN = """
Your running mean is right, the running variance is too large by what is left of a 1. Some
libraries begin so; here both begin at zero. By hand: momentum is 0.5 and the first batch has the
variance 4. Then the running variance is 2, not 2.5.
"""
HINT_KO = """
이동 평균은 맞지만 이동 분산이 1이 남아 있는 만큼 큽니다. 그렇게 시작하는 라이브러리도 있지만 여기서는 둘 다 0에서 시작합니다. momentum이 0.5이고 첫 배치의
분산이 4이면 이동 분산은 2.5가 아니라 2입니다.
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
            self.running_var = np.ones(x.shape[1])

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
