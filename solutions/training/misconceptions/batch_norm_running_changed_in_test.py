"""Test mode changes the running values, too.

시험 때도 이동 평균을 바꾼다.
"""

import numpy as np

PART = "BatchNormalization.running"
HINT_EN = """
Asking in test mode twice gives two answers: the running mean and variance are changed there as
well. Test data must leave no trace, or the network learns from what it is tested with. Which
lines belong inside the branch for training? Call forward(x, False) twice and compare.
"""
HINT_KO = """
시험 때 두 번 물으면 답이 달라집니다. 이때도 이동 평균과 이동 분산을 바꾸기 때문입니다. 시험 데이터는 흔적을 남기면 안 됩니다. 어느 줄이 훈련 갈래 안에 있어야 할까요?
forward(x, False)를 두 번 불러 비교해 보세요.
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
            keep = self.momentum
            self.running_mean = keep * self.running_mean + (1 - keep) * x.mean(axis=0)
            self.running_var = keep * self.running_var + (1 - keep) * x.var(axis=0)
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
