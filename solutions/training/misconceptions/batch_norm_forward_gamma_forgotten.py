"""The result is not multiplied by gamma.

결과에 gamma를 곱하지 않는다.
"""

import numpy as np

PART = "BatchNormalization.forward"
HINT_EN = """
Every column gets the standard deviation 1, whatever gamma is. Normalising is only the first half;
then each column is stretched by gamma and moved by beta, so that the network can learn what suits
it. Look at the last line of forward.
"""
HINT_KO = """
gamma가 얼마든 모든 열의 표준편차가 1입니다. 정규화는 절반일 뿐입니다. 그다음 열마다 gamma를 곱하고 beta를 더해야 신경망이 알맞은 크기를 배울 수 있습니다.
forward의 마지막 줄을 살펴보세요.
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

        return xn + self.beta

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
