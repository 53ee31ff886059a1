"""Only the first row counts."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "TwoLayerNet.loss"
IS = "two_layer_loss_first_sample_only"

class TwoLayerNet(TwoLayerNet):
    def loss(self, x, t):
        y = self.predict(x)
        return -float(np.log(y[0][np.argmax(t[0])] + 1e-7))
