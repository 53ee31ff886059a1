"""lr multiplies the whole velocity, twice."""

import numpy as np
from common.layers import Affine, Relu, Sigmoid, SoftmaxWithLoss

PART = "Momentum.steps"
IS = ""

class Momentum(Momentum):
    def update(self, params, grads):
        for k, g in grads.items():
            v = self.v.setdefault(k, np.zeros_like(g))
            v[...] = self.momentum * v - self.lr * g
            params[k] += self.lr * v
