"""Percent."""

import numpy as np
from common.layers import Affine, Relu, Sigmoid, SoftmaxWithLoss

PART = "MultiLayerNet.accuracy"
IS = ""

class MultiLayerNet(MultiLayerNet):
    def accuracy(self, x, t):
        return super().accuracy(x, t) * 100
