"""The mean and the variance are taken for constants."""

import numpy as np
from common.layers import Affine, Relu, Sigmoid, SoftmaxWithLoss

PART = "BatchNormalization.backward"
IS = "batch_norm_backward_constants"

class BatchNormalization(BatchNormalization):
    def backward(self, dout):
        self.dgamma = np.sum(dout * self.x_hat, axis=0)
        self.dbeta = np.sum(dout, axis=0)
        return self.gamma * dout / self.std
