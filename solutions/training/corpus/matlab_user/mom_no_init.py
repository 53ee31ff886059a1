"""KeyError: v is never filled"""

import numpy as np
from common.layers import *

PART = "Momentum.steps"
IS = ""

class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.mu, self.v = lr, momentum, {}
    def update(self, params, grads):
        for k in params:
            self.v[k] = self.mu * self.v[k] - self.lr * grads[k]
            params[k] += self.v[k]
