"""A typing error: b1 is used where W1's product is squared."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "TwoLayerNet.predict"
IS = ""

class TwoLayerNet(TwoLayerNet):
    def predict(self, x):
        p = self.params
        a = x @ p["W1"] + p["b1"]
        return softmax(sigmoid(a) ** 2 @ p["W2"] + p["b2"])
