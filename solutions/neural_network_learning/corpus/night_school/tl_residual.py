"""The sigmoid is applied to the scores as well, before the softmax."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "TwoLayerNet.predict"
IS = ""

class TwoLayerNet(TwoLayerNet):
    def predict(self, x):
        a1 = np.dot(x, self.params["W1"]) + self.params["b1"]
        z1 = sigmoid(a1)
        a2 = np.dot(z1, self.params["W2"]) + self.params["b2"]
        z2 = sigmoid(a2)
        return softmax(z2)
