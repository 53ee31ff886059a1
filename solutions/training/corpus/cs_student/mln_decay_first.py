"""Only W1 decays."""

import numpy as np
from common.layers import Affine, Relu, Sigmoid, SoftmaxWithLoss

PART = "MultiLayerNet.loss"
IS = ""

class MultiLayerNet(MultiLayerNet):
    def loss(self, x, t):
        penalty = 0.5 * self.weight_decay_lambda * np.sum(self.params["W1"] ** 2)
        return SoftmaxWithLoss().forward(self.predict(x), t) + penalty
