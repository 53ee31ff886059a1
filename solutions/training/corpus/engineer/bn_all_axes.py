"""Statistics over the whole batch, not by column."""

import numpy as np

PART = "BatchNormalization.forward"
IS = "batch_norm_forward_whole_batch"


class BatchNormalization:
    def __init__(self, gamma, beta, momentum=0.9):
        self.gamma, self.beta, self.momentum = gamma, beta, momentum
        self.mean = self.variance = 0.0

    def blend(self, old, new):
        return self.momentum * old + (1 - self.momentum) * new

    def forward(self, x, train_flg=True):
        if train_flg:
            m, v = np.mean(x), np.var(x)
            self.mean = self.blend(self.mean, m)
            self.variance = self.blend(self.variance, v)
            self.inv = 1 / np.sqrt(v + 1e-7)
            self.xhat = (x - m) * self.inv
            return self.gamma * self.xhat + self.beta
        return self.gamma * (x - self.mean) / np.sqrt(self.variance + 1e-7) + self.beta

    def backward(self, dout):
        n = len(dout)
        self.dbeta = dout.sum(axis=0)
        self.dgamma = (dout * self.xhat).sum(axis=0)
        dxhat = dout * self.gamma
        total = n * dxhat - dxhat.sum(axis=0) - self.xhat * (dxhat * self.xhat).sum(axis=0)
        return total * self.inv / n
