"""The gradient in place of its mean."""

import numpy as np
from common.layers import Affine, Relu, Sigmoid, SoftmaxWithLoss

PART = "Adam.steps"
IS = ""

class Adam(Adam):
    def update(self, params, grads):
        self.t += 1
        for k, g in grads.items():
            v = self.v.setdefault(k, np.zeros_like(g))
            v[...] = self.beta2 * v + (1 - self.beta2) * g**2
            params[k] -= self.lr * g / (np.sqrt(v / (1 - self.beta2**self.t)) + 1e-7)
