"""A one is added to every score."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "SimpleNet.predict"
IS = ""

class SimpleNet(SimpleNet):
    def predict(self, x):
        return x @ self.W + 1
