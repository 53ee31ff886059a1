"""The largest loss of the batch."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "SimpleNet.loss"
IS = ""

class SimpleNet(SimpleNet):
    def loss(self, x, t):
        y = np.atleast_2d(softmax(self.predict(x)))
        return np.max(-np.sum(np.atleast_2d(t) * np.log(y), axis=1))
