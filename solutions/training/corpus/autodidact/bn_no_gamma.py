"""gamma is not used."""

import numpy as np
from common.layers import Affine, Relu, Sigmoid, SoftmaxWithLoss

PART = "BatchNormalization.forward"
IS = "batch_norm_forward_gamma_forgotten"

class BatchNormalization(BatchNormalization):
    def forward(self, x, train_flg=True):
        y = super().forward(x, train_flg)
        return self.x_hat + self.beta
