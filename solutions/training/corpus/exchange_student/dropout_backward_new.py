"""A new mask on the way back."""

import numpy as np
from common.layers import Affine, Relu, Sigmoid, SoftmaxWithLoss

PART = "Dropout.backward"
IS = "dropout_backward_fresh_mask"

class Dropout(Dropout):
    def backward(self, dout):
        return dout * (np.random.rand(*dout.shape) > self.dropout_ratio)
