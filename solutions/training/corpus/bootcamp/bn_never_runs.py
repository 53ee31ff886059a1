"""The running values are never changed."""

import numpy as np
from common.layers import Affine, Relu, Sigmoid, SoftmaxWithLoss

PART = "BatchNormalization.running"
IS = ""

class BatchNormalization(BatchNormalization):
    def forward(self, x, train_flg=True):
        kept = self.running_mean, self.running_var
        y = super().forward(x, train_flg)
        self.running_mean, self.running_var = kept
        return y
