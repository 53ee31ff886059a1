"""beta1 and beta2 exchanged."""

import numpy as np
from common.layers import Affine, Relu, Sigmoid, SoftmaxWithLoss

PART = "Adam.steps"
IS = "adam_steps_betas_swapped"

class Adam(Adam):
    def update(self, params, grads):
        self.t += 1
        a, b = self.beta2, self.beta1
        for k, g in grads.items():
            m = self.m.setdefault(k, np.zeros_like(g))
            v = self.v.setdefault(k, np.zeros_like(g))
            m[...] = a * m + (1 - a) * g
            v[...] = b * v + (1 - b) * g**2
            params[k] -= self.lr * m / (1 - a**self.t) / (np.sqrt(v / (1 - b**self.t)) + 1e-7)
