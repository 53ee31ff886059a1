"""dgamma and dbeta have changed places.

dgamma와 dbeta가 바뀌었다.
"""

import numpy as np

PART = "BatchNormalization.gradients"
HINT_EN = """
dgamma and dbeta have changed places. In gamma · x̂ + beta, beta is only added, so its gradient is
the sum of dout. gamma multiplies x̂, so there each dout counts times x̂. Look at both names on
the left side.
"""
HINT_KO = """
dgamma와 dbeta가 바뀌었습니다. gamma · x̂ + beta에서 beta는 더하기만 하므로 기울기가 dout의 합입니다. gamma는 x̂에 곱하므로 dout에
x̂을 곱해 더합니다. 왼쪽의 두 이름을 살펴보세요.
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
        self.dgamma = dout.sum(axis=0)
        self.dbeta = np.sum(self.xn * dout, axis=0)

        dxn = self.gamma * dout
        dxc = dxn / self.std
        dstd = -np.sum(dxn * self.xc / (self.std * self.std), axis=0)
        dvar = 0.5 * dstd / self.std
        dxc += 2.0 / n * self.xc * dvar
        dmu = np.sum(dxc, axis=0)
        return dxc - dmu / n
