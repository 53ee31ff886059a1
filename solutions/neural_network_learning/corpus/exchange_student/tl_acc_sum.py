"""The number of right rows."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "TwoLayerNet.accuracy"
IS = "two_layer_accuracy_count"

class TwoLayerNet(TwoLayerNet):
    def accuracy(self, x, t):
        y = self.predict(x)
        return float(np.sum(np.argmax(y, axis=1) == np.argmax(t, axis=1)))
