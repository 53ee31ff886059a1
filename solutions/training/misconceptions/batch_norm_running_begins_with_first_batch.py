"""The running values begin with the first batch.

이동 평균이 첫 배치의 값에서 시작한다.
"""

import numpy as np

PART = "BatchNormalization.running"
HINT_EN = """
Your running mean and variance begin with those of the first batch; here they begin at zero. By
hand: momentum is 0.9 and the first batch has the mean 5. Then the running mean is 0.9 · 0 + 0.1 ·
5 = 0.5. Look at where they get their first value.
"""
HINT_KO = """
이동 평균과 이동 분산이 첫 배치의 값에서 시작합니다. 여기서는 0에서 시작합니다. momentum이 0.9이고 첫 배치의 평균이 5이면 이동 평균은 0.9 · 0 + 0.1
· 5 = 0.5입니다. 처음 값을 어디에서 정하는지 살펴보세요.
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
            self.running_mean = x.mean(axis=0)
            self.running_var = x.var(axis=0)

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
