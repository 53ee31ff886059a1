"""Normalised row by row."""

import numpy as np
from common.layers import Affine, Relu, Sigmoid, SoftmaxWithLoss

PART = "BatchNormalization.forward"
IS = "batch_norm_forward_over_rows"

class BatchNormalization(BatchNormalization):
    def forward(self, x, train_flg=True):
        mean = x.mean(axis=1, keepdims=True) if train_flg else self.running_mean
        var = x.var(axis=1, keepdims=True) if train_flg else self.running_var
        if train_flg:
            k = self.momentum
            self.running_mean = k * self.running_mean + (1 - k) * x.mean(axis=0)
            self.running_var = k * self.running_var + (1 - k) * x.var(axis=0)
        self.std = np.sqrt(var + 1e-7)
        self.x_hat = (x - mean) / self.std
        return self.gamma * self.x_hat + self.beta
