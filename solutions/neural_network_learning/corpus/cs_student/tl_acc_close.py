"""A row counts only where its highest probability is over a half."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "TwoLayerNet.accuracy"
IS = "two_layer_accuracy_threshold_half"

class TwoLayerNet(TwoLayerNet):
    def accuracy(self, x, t):
        y = self.predict(x)
        hit = (y > 0.5) & (t == 1)
        return float(hit.any(axis=1).mean())
