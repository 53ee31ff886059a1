"""The running mean is taken of the standard deviation.

분산이 아니라 표준편차의 이동 평균을 구한다.
"""

import numpy as np

PART = "BatchNormalization.running"
HINT_EN = """
You keep a running mean of the standard deviation and divide by it, or by its root. What is
averaged has to be the variance; the root comes at the end. By hand: the variances 1 and 9 have
the mean 5 and the root 2.24, while the mean of the deviations 1 and 3 is 2.
"""
HINT_KO = """
표준편차의 이동 평균을 구하고 있습니다. 평균을 내는 것은 분산이고 제곱근은 마지막에 씌웁니다. 분산 1과 9의 평균은 5이고 제곱근은 2.24이지만, 표준편차 1과 3의
평균은 2입니다.
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
            self.running_var = self.momentum * self.running_var + (1 - self.momentum) * std
        else:
            xc = x - self.running_mean
            xn = xc / (self.running_var + 10e-7)

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
