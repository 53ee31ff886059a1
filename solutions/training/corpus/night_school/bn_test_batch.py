"""At test time the batch's own mean is used."""

import numpy as np
from common.layers import Affine, Relu, Sigmoid, SoftmaxWithLoss

PART = "BatchNormalization.running"
IS = "batch_norm_running_unused"

class BatchNormalization(BatchNormalization):
    def forward(self, x, train_flg=True):
        mu, var = x.mean(axis=0), x.var(axis=0)
        if train_flg:
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mu
            self.running_var = self.momentum * self.running_var + (1 - self.momentum) * var
        self.std = np.sqrt(var + 1e-7)
        self.x_hat = (x - mu) / self.std
        return self.gamma * self.x_hat + self.beta
