"""gamma is left out on the way back."""

import numpy as np
from common.layers import Affine, Relu, Sigmoid, SoftmaxWithLoss

PART = "BatchNormalization.backward"
IS = "batch_norm_backward_gamma_forgotten"

class BatchNormalization(BatchNormalization):
    def backward(self, dout):
        kept, self.gamma = self.gamma, np.ones_like(self.gamma)
        dx = super().backward(dout)
        self.gamma = kept
        return dx
