"""The path through the mean is missing.

평균을 거치는 길이 빠졌다.
"""

import numpy as np

PART = "BatchNormalization.backward"
HINT_EN = """
The path through the variance is there, the one through the mean is not. Adding the same number to
a whole column changes nothing in the result, so each column of dx must add up to zero. Does
yours? What has to be subtracted at the end?
"""
HINT_KO = """
분산을 거치는 길은 있지만 평균을 거치는 길이 없습니다. 열 전체에 같은 수를 더해도 결과가 그대로이므로 dx의 열마다 합이 0이어야 합니다. 확인해 보세요. 마지막에 무엇을
빼야 할까요?
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
        n = dout.shape[0]
        self.dbeta = dout.sum(axis=0)
        self.dgamma = np.sum(self.xn * dout, axis=0)

        dxn = self.gamma * dout
        dxc = dxn / self.std
        dstd = -np.sum(dxn * self.xc / (self.std * self.std), axis=0)
        dvar = 0.5 * dstd / self.std
        dxc += 2.0 / n * self.xc * dvar
        return dxc
