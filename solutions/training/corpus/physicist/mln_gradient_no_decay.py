"""The weight decay is missing in the gradient."""

import numpy as np
from common.layers import Affine, Relu, Sigmoid, SoftmaxWithLoss

PART = "MultiLayerNet.gradient"
IS = "multi_layer_gradient_decay_missing"

class MultiLayerNet(MultiLayerNet):
    def gradient(self, x, t):
        keep, self.weight_decay_lambda = self.weight_decay_lambda, 0
        found = super().gradient(x, t)
        self.weight_decay_lambda = keep
        return found
