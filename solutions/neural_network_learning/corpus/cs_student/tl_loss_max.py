"""The logarithm of the largest probability, whatever the target."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "TwoLayerNet.loss"
IS = ""

class TwoLayerNet(TwoLayerNet):
    def loss(self, x, t):
        y = self.predict(x)
        return -np.mean(np.log(y.max(axis=1) + 1e-7))
