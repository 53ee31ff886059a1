"""One mask for a whole row."""

import numpy as np
from common.layers import Affine, Relu, Sigmoid, SoftmaxWithLoss

PART = "Dropout.train"
IS = ""

class Dropout(Dropout):
    def forward(self, x, train_flg=True):
        if not train_flg:
            return x * (1 - self.dropout_ratio)
        self.mask = np.random.rand(len(x), 1) > self.dropout_ratio
        return x * self.mask
