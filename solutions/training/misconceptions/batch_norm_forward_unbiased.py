"""The variance is divided by N - 1.

분산을 N - 1로 나눈다.
"""

import numpy as np

PART = "BatchNormalization.forward"
HINT_EN = """
Your values are a little too small: the variance of the batch seems to be divided by N - 1, as for
an estimate from a sample. Here it is the plain mean of the squares, divided by N. Look for ddof,
or for n - 1. By hand: the column 1, 3 has the variance 1.
"""
HINT_KO = """
값이 조금 작습니다. 표본으로 추정할 때처럼 배치의 분산을 N - 1로 나눈 것으로 보입니다. 여기서는 제곱의 평균, 곧 N으로 나눈 것입니다. ddof나 n - 1이 있는지
찾아보세요. 1, 3으로 된 열의 분산은 1입니다.
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
            std = np.sqrt(xc.var(axis=0, ddof=1) + 10e-7)
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
