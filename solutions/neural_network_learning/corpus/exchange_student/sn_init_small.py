"""Weights of a standard deviation of 0.01."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "SimpleNet.init"
IS = "simple_net_init_small_std"

class SimpleNet:
    def __init__(self):
        self.W = 0.01 * np.random.randn(2, 3)
    def predict(self, x):
        return np.dot(x, self.W)
    def loss(self, x, t):
        return cross_entropy_error(softmax(self.predict(x)), t)
