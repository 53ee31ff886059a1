"""The sigmoid where the softmax is meant."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "SimpleNet.loss"
IS = ""

class SimpleNet:
    def __init__(self):
        self.W = np.random.randn(2, 3)
    def predict(self, x):
        return np.dot(x, self.W)
    def loss(self, x, t):
        z = self.predict(x)
        y = sigmoid(z)
        return cross_entropy_error(y, t)
