"""Epsilon is 1e-2."""

import numpy as np
from common.layers import Affine, Relu, Sigmoid, SoftmaxWithLoss

PART = "RMSprop.steps"
IS = ""

class RMSprop(RMSprop):
    def update(self, params, grads):
        for k, g in grads.items():
            h = self.h.setdefault(k, np.zeros_like(g))
            h[...] = self.decay_rate * h + (1 - self.decay_rate) * g**2
            params[k] -= self.lr * g / (np.sqrt(h) + 1e-2)
