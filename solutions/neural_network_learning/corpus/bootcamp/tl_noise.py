"""Dropout in predict."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "TwoLayerNet.predict"
IS = ""

class TwoLayerNet(TwoLayerNet):
    def predict(self, x):
        W1, b1, W2, b2 = (self.params[k] for k in ("W1", "b1", "W2", "b2"))
        z = sigmoid(x @ W1 + b1)
        z = z * (np.random.rand(*z.shape) > 0.5)  # 드롭아웃
        return softmax(z @ W2 + b2)
