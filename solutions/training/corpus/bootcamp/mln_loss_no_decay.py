"""No weight decay in the loss."""

import numpy as np
from common.layers import Affine, Relu, Sigmoid, SoftmaxWithLoss

PART = "MultiLayerNet.loss"
IS = "multi_layer_loss_decay_missing"

class MultiLayerNet(MultiLayerNet):
    def loss(self, x, t):
        return SoftmaxWithLoss().forward(self.predict(x), t)
