"""Scaled in training."""

import numpy as np
from common.layers import Affine, Relu, Sigmoid, SoftmaxWithLoss

PART = "Dropout.train"
IS = "dropout_train_inverted"

class Dropout(Dropout):
    def forward(self, x, train_flg=True):
        if not train_flg:
            return x * (1 - self.dropout_ratio)
        self.mask = np.random.rand(*x.shape) > self.dropout_ratio
        return x * self.mask / (1 - self.dropout_ratio)
