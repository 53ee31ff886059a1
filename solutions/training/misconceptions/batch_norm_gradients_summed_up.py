"""The gradients of earlier batches are added.

이전 배치의 기울기에 더해 간다.
"""

import numpy as np

PART = "BatchNormalization.gradients"
HINT_EN = """
The first dgamma and dbeta are right, later ones contain those of earlier batches. Some libraries
collect gradients so; here each call of backward leaves those of its own batch. Look for += in
backward. Call forward and backward twice with the same numbers: is dbeta the same?
"""
HINT_KO = """
처음의 dgamma와 dbeta는 맞지만 그 뒤로는 이전 배치의 것이 섞입니다. 그렇게 모으는 라이브러리도 있지만 여기서는 backward를 부를 때마다 그 배치의 것만
남깁니다. backward에서 +=를 찾아보세요. 같은 값으로 두 번 불러 dbeta가 같은지 비교해 보세요.
"""


class BatchNormalization:
    def __init__(self, gamma, beta, momentum=0.9):
        self.gamma = gamma
        self.beta = beta
        self.momentum = momentum
        self.dgamma = np.zeros_like(gamma)
        self.dbeta = np.zeros_like(beta)
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
        self.dbeta += dout.sum(axis=0)
        self.dgamma += np.sum(self.xn * dout, axis=0)

        dxn = self.gamma * dout
        dxc = dxn / self.std
        dstd = -np.sum(dxn * self.xc / (self.std * self.std), axis=0)
        dvar = 0.5 * dstd / self.std
        dxc += 2.0 / n * self.xc * dvar
        dmu = np.sum(dxc, axis=0)
        return dxc - dmu / n
