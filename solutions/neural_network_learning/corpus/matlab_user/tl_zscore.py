"""normalises the input by its mean over rows"""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "TwoLayerNet.predict"
IS = ""

class TwoLayerNet(TwoLayerNet):
    def predict(self, x):
        P = self.params
        x = x - x.mean(axis=0)
        return softmax(sigmoid(x @ P['W1'] + P['b1']) @ P['W2'] + P['b2'])
