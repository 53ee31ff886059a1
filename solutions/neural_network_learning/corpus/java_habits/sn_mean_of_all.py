"""np.mean over all entries, classes too."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "SimpleNet.loss"
IS = ""

class SimpleNet:
    def __init__(self):
        self.W = np.random.randn(2, 3)
    def predict(self, x):
        scores = np.dot(x, self.W)
        return scores
    def loss(self, x, t):
        probabilities = softmax(self.predict(x))
        return -np.mean(t * np.log(probabilities + 1e-7))
