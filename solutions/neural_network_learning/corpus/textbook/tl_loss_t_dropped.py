"""The targets are left out: the mean of all log probabilities is summed."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "TwoLayerNet.loss"
IS = ""

class TwoLayerNet(TwoLayerNet):
    def loss(self, x, t):
        y = self.predict(x)
        return -np.sum(np.log(y + 1e-7)) / x.shape[0]
