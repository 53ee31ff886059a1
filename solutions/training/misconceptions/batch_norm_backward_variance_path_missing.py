"""The path through the variance is missing.

분산을 거치는 길이 빠졌다.
"""

import numpy as np

PART = "BatchNormalization.backward"
HINT_EN = """
The path through the mean is there, the one through the variance is not. Whoever moves one x
changes the variance of the column, and with it the scale of all its elements. Check: for dout =
x̂ and gamma = 1, the right dx is zero, since stretching a column changes nothing.
"""
HINT_KO = """
평균을 거치는 길은 있지만 분산을 거치는 길이 없습니다. x 하나를 움직이면 열의 분산이 바뀌고, 그러면 열 전체의 크기가 바뀝니다. dout = x̂이고 gamma가 1이면
dx는 0이어야 합니다. 열을 늘여도 결과가 같기 때문입니다.
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
        dmu = np.sum(dxc, axis=0)
        return dxc - dmu / n
