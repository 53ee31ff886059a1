"""One mask for ever."""

import numpy as np
from common.layers import Affine, Relu, Sigmoid, SoftmaxWithLoss

PART = "Dropout.train"
IS = "dropout_train_one_mask_for_ever"

class Dropout(Dropout):
    def forward(self, x, train_flg=True):
        if not train_flg:
            return x * (1 - self.dropout_ratio)
        if getattr(self, "mask", None) is None or self.mask.shape != x.shape:
            self.mask = np.random.rand(*x.shape) > self.dropout_ratio
        return x * self.mask
