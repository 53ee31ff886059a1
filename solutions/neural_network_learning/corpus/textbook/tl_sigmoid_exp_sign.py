"""The sigmoid lacks its minus sign."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "TwoLayerNet.predict"
IS = ""

def sig(x):
    return 1 / (1 + np.exp(x))

class TwoLayerNet(TwoLayerNet):
    def predict(self, x):
        p = self.params
        return softmax(np.dot(sig(np.dot(x, p["W1"]) + p["b1"]), p["W2"]) + p["b2"])
