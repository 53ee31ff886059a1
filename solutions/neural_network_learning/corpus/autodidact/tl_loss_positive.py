"""The minus sign is missing."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "TwoLayerNet.loss"
IS = "two_layer_loss_minus_missing"

class TwoLayerNet(TwoLayerNet):
    def loss(self, x, t):
        return np.sum(t * np.log(self.predict(x) + 1e-7)) / x.shape[0]
