"""The half is missing in the weight decay."""

import numpy as np
from common.layers import Affine, Relu, Sigmoid, SoftmaxWithLoss

PART = "MultiLayerNet.loss"
IS = "multi_layer_loss_half_missing"

class MultiLayerNet(MultiLayerNet):
    def loss(self, x, t):
        decay = 0
        for i in range(1, self.depth + 1):
            decay += self.weight_decay_lambda * np.sum(self.params["W" + str(i)] ** 2)
        return SoftmaxWithLoss().forward(self.predict(x), t) + decay
