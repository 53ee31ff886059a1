"""The running mean keeps 1 - momentum of itself.

이동 평균이 자기 값을 1 - momentum만큼만 남긴다.
"""

import numpy as np

PART = "BatchNormalization.running"
HINT_EN = """
After the first batch your running mean is nearly that of the batch already, for momentum = 0.9.
It should be slow: keep the share momentum of what it was and take only 1 - momentum of the new.
Otherwise the last batch alone decides at test time. Look at both lines with running.
"""
HINT_KO = """
momentum이 0.9인데 첫 배치 만에 이동 평균이 배치 평균과 거의 같아집니다. 천천히 바뀌어야 합니다. 이전 값은 momentum만큼 남기고 새 값은 1 -
momentum만큼만 더합니다. 그러지 않으면 시험 때 마지막 배치가 거의 다 정합니다. running이 있는 두 줄을 살펴보세요.
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
            self.running_mean = (1 - self.momentum) * self.running_mean + self.momentum * mu
            self.running_var = (1 - self.momentum) * self.running_var + self.momentum * var
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
