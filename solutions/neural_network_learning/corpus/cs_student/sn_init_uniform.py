"""np.random.rand in place of randn."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "SimpleNet.init"
IS = "simple_net_init_uniform"

class SimpleNet:
    def __init__(self):
        self.W = np.random.rand(2, 3)
    def predict(self, x):
        return x.dot(self.W)
    def loss(self, x, t):
        return cross_entropy_error(softmax(self.predict(x)), t)
