"""the bias is subtracted (threshold)"""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "TwoLayerNet.predict"
IS = ""

class TwoLayerNet(TwoLayerNet):
    def predict(self, x):
        P = self.params
        A = sigmoid(x @ P['W1'] - P['b1'])
        return softmax(A @ P['W2'] - P['b2'])
