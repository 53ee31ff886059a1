"""Divided by the variance."""

import numpy as np
from common.layers import Affine, Relu, Sigmoid, SoftmaxWithLoss

PART = "BatchNormalization.forward"
IS = "batch_norm_forward_variance_for_std"

class BatchNormalization(BatchNormalization):
    def forward(self, x, train_flg=True):
        mean, var = self.running_mean, self.running_var
        if train_flg:
            mean, var = x.mean(axis=0), x.var(axis=0)
            k = self.momentum
            self.running_mean = k * self.running_mean + (1 - k) * mean
            self.running_var = k * self.running_var + (1 - k) * var
        self.std = var + 1e-7
        self.x_hat = (x - mean) / self.std
        return self.gamma * self.x_hat + self.beta
