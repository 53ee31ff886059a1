"""With the bias correction of Adam."""

import numpy as np
from common.layers import Affine, Relu, Sigmoid, SoftmaxWithLoss

PART = "RMSprop.steps"
IS = ""

class RMSprop(RMSprop):
    def update(self, params, grads):
        self.n = getattr(self, "n", 0) + 1
        for k, g in grads.items():
            h = self.h.setdefault(k, np.zeros_like(g))
            h[...] = self.decay_rate * h + (1 - self.decay_rate) * g**2
            hat = h / (1 - self.decay_rate**self.n)
            params[k] -= self.lr * g / (np.sqrt(hat) + 1e-7)
