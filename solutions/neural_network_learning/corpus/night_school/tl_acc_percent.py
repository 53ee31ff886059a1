"""Percent."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "TwoLayerNet.accuracy"
IS = "two_layer_accuracy_percent"

class TwoLayerNet(TwoLayerNet):
    def accuracy(self, x, t):
        y = np.argmax(self.predict(x), axis=1)
        t = np.argmax(t, axis=1)
        return 100 * np.sum(y == t) / x.shape[0]  # 퍼센트
