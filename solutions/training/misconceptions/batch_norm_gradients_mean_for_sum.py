"""The gradients of the parameters are means over the batch.

매개변수의 기울기를 배치에 대해 평균한다.
"""

import numpy as np

PART = "BatchNormalization.gradients"
HINT_EN = """
dgamma and dbeta are too small by the number of rows: you take the mean over the batch. The mean
is in the loss already, so in dout. Here every row adds its part. By hand: for a dout of all ones
and four rows, dbeta is 4 in each column.
"""
HINT_KO = """
dgamma와 dbeta가 행의 개수만큼 작습니다. 배치에 대해 평균을 냈기 때문입니다. 평균은 손실에서 이미 냈으니 dout에 들어 있습니다. 여기서는 행마다 더하기만
합니다. dout이 모두 1이고 행이 넷이면 dbeta는 열마다 4입니다.
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
        self.dbeta = dout.mean(axis=0)
        self.dgamma = np.mean(self.xn * dout, axis=0)

        dxn = self.gamma * dout
        dxc = dxn / self.std
        dstd = -np.sum(dxn * self.xc / (self.std * self.std), axis=0)
        dvar = 0.5 * dstd / self.std
        dxc += 2.0 / n * self.xc * dvar
        dmu = np.sum(dxc, axis=0)
        return dxc - dmu / n
