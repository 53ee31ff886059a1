"""The softmax along axis 0."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "SimpleNet.loss"
IS = ""

class SimpleNet:
    def __init__(self):
        self.W = np.random.randn(2, 3)
    def predict(self, x):
        return x @ self.W
    def loss(self, x, t):
        z = self.predict(x)
        e = np.exp(z - z.max(axis=0))
        p = e / e.sum(axis=0)
        n = 1 if x.ndim == 1 else len(x)
        return -np.sum(t * np.log(p + 1e-7)) / n
