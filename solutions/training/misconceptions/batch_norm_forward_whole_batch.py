"""One mean and one variance are taken of all numbers.

모든 수를 합쳐 평균과 분산을 하나씩만 구한다.
"""

import numpy as np

PART = "BatchNormalization.forward"
HINT_EN = """
Your columns do not have the mean beta: you take one mean and one variance of all numbers in the
batch. Every column is a neuron of its own with a scale of its own. So there are as many means as
columns. Which axis runs over the rows? Print the shape of your mean.
"""
HINT_KO = """
열의 평균이 beta가 되지 않습니다. 배치의 모든 수를 합쳐 평균과 분산을 하나씩만 구했습니다. 열 하나가 뉴런 하나이고 크기도 저마다 다르므로 평균은 열의 개수만큼 있어야
합니다. 행을 따라가는 축은 무엇일까요? 평균의 모양을 출력해 보세요.
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
            mu = np.mean(x)
            xc = x - mu
            var = np.mean(xc**2)
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
