"""2 lambda W."""

import numpy as np
from common.layers import Affine, Relu, Sigmoid, SoftmaxWithLoss

PART = "MultiLayerNet.gradient"
IS = "multi_layer_gradient_decay_doubled"

class MultiLayerNet(MultiLayerNet):
    def gradient(self, x, t):
        found = super().gradient(x, t)
        for i in range(1, self.depth + 1):
            found[f"W{i}"] = found[f"W{i}"] + self.weight_decay_lambda * self.params[f"W{i}"]
        return found
