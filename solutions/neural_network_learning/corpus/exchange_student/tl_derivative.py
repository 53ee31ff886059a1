"""The sigmoid's derivative in its place."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "TwoLayerNet.predict"
IS = "two_layer_predict_sigmoid_slope"

class TwoLayerNet(TwoLayerNet):
    def predict(self, x):
        W1, b1, W2, b2 = (self.params[k] for k in ("W1", "b1", "W2", "b2"))
        s = sigmoid(x @ W1 + b1)
        return softmax((s * (1 - s)) @ W2 + b2)
