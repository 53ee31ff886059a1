"""dgamma takes x where the normalised x belongs.

dgamma에서 정규화한 x 대신 정규화하기 전의 값을 쓴다.
"""

import numpy as np

PART = "BatchNormalization.gradients"
HINT_EN = """
dbeta is right. dgamma is too large by the standard deviation: you multiply dout by x - μ, before
it is divided by σ. gamma was multiplied by the normalised x̂, so x̂ belongs there. Which of the
arrays kept in forward is that?
"""
HINT_KO = """
dbeta는 맞습니다. dgamma는 표준편차만큼 틀립니다. σ로 나누기 전의 x - μ를 dout에 곱했습니다. gamma는 정규화한 x̂에 곱했으므로 x̂을 써야 합니다.
forward에서 남겨 둔 배열 가운데 어느 것일까요?
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
        self.dgamma = np.sum(self.xc * dout, axis=0)

        dxn = self.gamma * dout
        dxc = dxn / self.std
        dstd = -np.sum(dxn * self.xc / (self.std * self.std), axis=0)
        dvar = 0.5 * dstd / self.std
        dxc += 2.0 / n * self.xc * dvar
        dmu = np.sum(dxc, axis=0)
        return dxc - dmu / n
