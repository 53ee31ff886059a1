"""One list for all: the last one overwrites."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "TwoLayerNet.numerical_gradient"
IS = "two_layer_gradient_batch_divided_again"

class TwoLayerNet(TwoLayerNet):
    def numerical_gradient(self, x, t):
        names = ["W1", "b1", "W2", "b2"]
        grads = {}
        for name in names:
            g = numerical_gradient(lambda w: self.loss(x, t), self.params[name])
            grads[name] = g / len(x)
        return grads
