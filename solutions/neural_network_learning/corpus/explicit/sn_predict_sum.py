"""The scores are added up."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "SimpleNet.predict"
IS = ""

class SimpleNet(SimpleNet):
    def predict(self, x):
        return np.sum(x @ self.W)
