"""gamma is left out on the way back.

역전파에서 gamma를 빠뜨린다.
"""

import numpy as np

PART = "BatchNormalization.backward"
HINT_EN = """
Your gradient is right where gamma is 1, else too large or too small by that factor. On the way
forward x̂ was multiplied by gamma, so on the way back dout is multiplied by it as well. Look at
the first step of backward, from dout to the gradient by x̂.
"""
HINT_KO = """
gamma가 1이면 맞지만 아니면 그 배수만큼 틀립니다. 순전파에서 x̂에 gamma를 곱했으므로 역전파에서도 dout에 gamma를 곱해야 합니다. backward의 첫
단계, dout에서 x̂에 대한 기울기로 가는 줄을 살펴보세요.
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

        dxn = dout
        dxc = dxn / self.std
        dstd = -np.sum(dxn * self.xc / (self.std * self.std), axis=0)
        dvar = 0.5 * dstd / self.std
        dxc += 2.0 / n * self.xc * dvar
        dmu = np.sum(dxc, axis=0)
        return dxc - dmu / n
