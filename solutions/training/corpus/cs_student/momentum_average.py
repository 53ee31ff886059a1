"""The gradient is weighted by 1 - momentum."""

import numpy as np
from common.layers import Affine, Relu, Sigmoid, SoftmaxWithLoss

PART = "Momentum.steps"
IS = "momentum_steps_average"

class Momentum(Momentum):
    def update(self, params, grads):
        for k, g in grads.items():
            v = self.v.setdefault(k, np.zeros_like(g))
            v[...] = self.momentum * v - (1 - self.momentum) * self.lr * g
            params[k] += v
