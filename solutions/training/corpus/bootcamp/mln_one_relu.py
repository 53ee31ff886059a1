"""Only the first hidden layer is activated."""

import numpy as np
from common.layers import Affine, Relu, Sigmoid, SoftmaxWithLoss

PART = "MultiLayerNet.predict"
IS = ""

class MultiLayerNet(MultiLayerNet):
    def predict(self, x):
        for place, layer in enumerate(self.layers()):
            if place > 1 and not isinstance(layer, Affine):
                continue
            x = layer.forward(x)
        return x
