"""Each row is normalised in place of each column.

열이 아니라 행마다 정규화한다.
"""

import numpy as np

PART = "BatchNormalization.forward"
HINT_EN = """
You normalise each row, that is, one sample over all its neurons. That is another method. Here
each column is normalised: one neuron over all samples of the batch. Rows are samples, so the mean
runs over axis 0. By hand: what is the mean of your first column afterwards?
"""
HINT_KO = """
행마다, 곧 샘플 하나를 모든 뉴런에 걸쳐 정규화하고 있습니다. 그것은 다른 방법입니다. 여기서는 열마다, 곧 뉴런 하나를 배치의 모든 샘플에 걸쳐 정규화합니다. 행이
샘플이므로 평균은 0번 축을 따라 구합니다. 결과의 첫 열 평균이 얼마인지 확인해 보세요.
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
            xn = (x - x.mean(axis=1, keepdims=True)) / (x.std(axis=1, keepdims=True) + 10e-7)

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
