"""All gradients are halved."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "TwoLayerNet.numerical_gradient"
IS = ""

class TwoLayerNet(TwoLayerNet):
    def numerical_gradient(self, x, t):
        f = lambda w: self.loss(x, t) / 2
        return {k: numerical_gradient(f, v) for k, v in self.params.items()}
