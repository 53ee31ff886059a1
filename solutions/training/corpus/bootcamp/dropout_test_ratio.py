"""Multiplied by the ratio at test time."""

import numpy as np
from common.layers import Affine, Relu, Sigmoid, SoftmaxWithLoss

PART = "Dropout.test"
IS = "dropout_test_times_ratio"

class Dropout(Dropout):
    def forward(self, x, train_flg=True):
        if train_flg:
            return super().forward(x, True)
        return x * self.dropout_ratio
