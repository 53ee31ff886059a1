"""The activation comes after the last layer, too."""

import numpy as np
from common.layers import Affine, Relu, Sigmoid, SoftmaxWithLoss

PART = "MultiLayerNet.predict"
IS = ""

class MultiLayerNet(MultiLayerNet):
    def predict(self, x):
        return np.maximum(super().predict(x), 0)
