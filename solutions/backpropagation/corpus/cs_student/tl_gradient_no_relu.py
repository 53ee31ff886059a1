"""The way back leaves the Relu out."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax
from common.gradient import numerical_gradient

PART = "TwoLayerNet.gradient"
IS = "two_layer_gradient_relu_skipped"

class TwoLayerNet(TwoLayerNet):
    def gradient(self, x, t):
        self.loss(x, t)
        d = self.last_layer.backward()
        d = self.layers[2].backward(d)
        self.layers[0].backward(d)
        a, _, c = self.layers
        return {"W1": a.dW, "b1": a.db, "W2": c.dW, "b2": c.db}
