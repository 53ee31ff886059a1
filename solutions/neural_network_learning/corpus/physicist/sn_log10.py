"""The logarithm to base 10."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "SimpleNet.loss"
IS = "simple_net_loss_log10"

class SimpleNet:
    def __init__(self):
        self.W = np.random.standard_normal((2, 3))
    def predict(self, x):
        return x @ self.W
    def loss(self, x, t):
        p = softmax(self.predict(x))
        return float(-np.sum(t * np.log10(p + 1e-7)) / (1 if x.ndim == 1 else len(x)))
