"""The gradient of b1 is taken of W1."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "TwoLayerNet.numerical_gradient"
IS = ""

class TwoLayerNet(TwoLayerNet):
    def numerical_gradient(self, x, t):
        f = lambda w: self.loss(x, t)
        g = {}
        g["W1"] = numerical_gradient(f, self.params["W1"])
        g["b1"] = numerical_gradient(f, self.params["W1"])
        g["W2"] = numerical_gradient(f, self.params["W2"])
        g["b2"] = numerical_gradient(f, self.params["b2"])
        return g
