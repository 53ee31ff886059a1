"""The unbiased variance is kept."""

import numpy as np
from common.layers import Affine, Relu, Sigmoid, SoftmaxWithLoss

PART = "BatchNormalization.running"
IS = ""

class BatchNormalization(BatchNormalization):
    def forward(self, x, train_flg=True):
        mean, var = self.running_mean, self.running_var
        if train_flg:
            mean, var = x.mean(axis=0), x.var(axis=0)
            keep = self.momentum
            self.running_mean = keep * self.running_mean + (1 - keep) * mean
            self.running_var = keep * self.running_var + (1 - keep) * x.var(axis=0, ddof=1)
        self.std = np.sqrt(var + 1e-7)
        self.x_hat = (x - mean) / self.std
        return self.gamma * self.x_hat + self.beta
