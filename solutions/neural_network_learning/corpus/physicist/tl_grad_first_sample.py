"""Only the first row of the batch counts."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "TwoLayerNet.numerical_gradient"
IS = "two_layer_gradient_first_sample_only"

class TwoLayerNet(TwoLayerNet):
    def numerical_gradient(self, x, t):
        L = lambda _: self.loss(x[:1], t[:1])
        return {k: numerical_gradient(L, p) for k, p in self.params.items()}
