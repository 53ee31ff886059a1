"""The batch is divided by the variance, without the root.

제곱근을 씌우지 않고 분산으로 나눈다.
"""

import numpy as np

PART = "BatchNormalization.forward"
HINT_EN = """
Your columns do not get the standard deviation gamma: you divide by the variance and not by its
root. By hand: the column 1, 3 has the mean 2 and the variance 1; the column 10, 30 has the
variance 100. Normalised, both should be -1, 1.
"""
HINT_KO = """
열의 표준편차가 gamma가 되지 않습니다. 제곱근을 씌우지 않고 분산으로 나누고 있습니다. 1, 3으로 된 열은 평균이 2, 분산이 1이고, 10, 30으로 된 열은 분산이
100입니다. 정규화하면 둘 다 -1, 1이 되어야 합니다.
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
            xn = xc / (var + 10e-7)

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
