"""Labels are compared with one-hot ones."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax
from common.gradient import numerical_gradient

PART = "TwoLayerNet.accuracy"
IS = ""

class TwoLayerNet(TwoLayerNet):
    def accuracy(self, x, t):
        y = self.predict(x).argmax(axis=1)
        if t.ndim != 1:
            return float(np.mean(y == t.argmax(axis=0)[: len(y)].sum()))
        return float(np.mean(y == t))
