"""The scores are divided by 2 before the softmax."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "TwoLayerNet.predict"
IS = ""

class TwoLayerNet(TwoLayerNet):
    def predict(self, x):
        p = self.params
        z = sigmoid(x @ p["W1"] + p["b1"])
        return softmax((z @ p["W2"] + p["b2"]) / 2)
