"""momentum and 1 - momentum are exchanged."""

import numpy as np
from common.layers import Affine, Relu, Sigmoid, SoftmaxWithLoss

PART = "BatchNormalization.running"
IS = "batch_norm_running_shares_swapped"

class BatchNormalization(BatchNormalization):
    def forward(self, x, train_flg=True):
        mean, var = self.running_mean, self.running_var
        if train_flg:
            mean, var = x.mean(axis=0), x.var(axis=0)
            self.running_mean = (1 - self.momentum) * self.running_mean + self.momentum * mean
            self.running_var = (1 - self.momentum) * self.running_var + self.momentum * var
        self.std = np.sqrt(var + 1e-7)
        self.x_hat = (x - mean) / self.std
        return self.gamma * self.x_hat + self.beta
