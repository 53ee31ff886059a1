"""The mean of each row of scores is subtracted."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "SimpleNet.predict"
IS = ""

class SimpleNet:
    def __init__(self):
        self.W = np.random.normal(size=(2, 3))
    def predict(self, x):
        s = x @ self.W
        return s - s.mean(axis=-1, keepdims=True)
    def loss(self, x, t):
        return cross_entropy_error(softmax(self.predict(x)), t)
