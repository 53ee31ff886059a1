"""The biases decay, too."""

import numpy as np
from common.layers import Affine, Relu, Sigmoid, SoftmaxWithLoss

PART = "MultiLayerNet.gradient"
IS = "multi_layer_gradient_biases_decay"

class MultiLayerNet(MultiLayerNet):
    def gradient(self, x, t):
        found = super().gradient(x, t)
        for i in range(1, self.depth + 1):
            found["b%d" % i] = found["b%d" % i] + self.weight_decay_lambda * self.params["b%d" % i]
        return found
