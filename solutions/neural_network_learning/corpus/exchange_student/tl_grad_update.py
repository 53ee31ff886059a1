"""The gradients are clipped to 0.01."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "TwoLayerNet.numerical_gradient"
IS = ""

class TwoLayerNet(TwoLayerNet):
    def numerical_gradient(self, x, t):
        f = lambda w: self.loss(x, t)
        return {k: np.clip(numerical_gradient(f, v), -0.01, 0.01) for k, v in self.params.items()}
