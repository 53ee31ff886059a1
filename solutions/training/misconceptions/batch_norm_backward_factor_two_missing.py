"""The derivative of the square lacks its factor 2.

제곱을 미분할 때 2를 빠뜨린다.
"""

import numpy as np

PART = "BatchNormalization.backward"
HINT_EN = """
Your gradient is nearly right; the path through the variance counts only half. The variance is a
mean of squares, and the derivative of (x - μ)² is 2 (x - μ). Look at the line from dvar back to x
- μ. Check: for dout = x̂ and gamma = 1, the right dx is zero.
"""
HINT_KO = """
거의 맞지만 분산을 거치는 길이 절반만 반영됩니다. 분산은 제곱의 평균이고 (x - μ)²을 미분하면 2 (x - μ)입니다. dvar에서 x - μ로 돌아오는 줄을
살펴보세요. dout = x̂이고 gamma가 1이면 dx는 0이어야 합니다.
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
        dxc += 1.0 / n * self.xc * dvar
        dmu = np.sum(dxc, axis=0)
        return dxc - dmu / n
