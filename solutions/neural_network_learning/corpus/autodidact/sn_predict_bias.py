"""One is added to every score."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "SimpleNet.predict"
IS = ""

class SimpleNet:
    def __init__(self):
        self.W = np.random.randn(2, 3)
        self.b = 1.0
    def predict(self, x):
        return np.dot(x, self.W) + self.b
    def loss(self, x, t):
        return cross_entropy_error(softmax(self.predict(x)), t)
