"""t begins at 1 before the first update."""

import numpy as np
from common.layers import Affine, Relu, Sigmoid, SoftmaxWithLoss

PART = "Adam.steps"
IS = "adam_steps_count_begins_at_two"

class Adam(Adam):
    def update(self, params, grads):
        self.t += 1
        n = self.t + 1
        for k, g in grads.items():
            m = self.m.setdefault(k, np.zeros_like(g))
            v = self.v.setdefault(k, np.zeros_like(g))
            m[...] = self.beta1 * m + (1 - self.beta1) * g
            v[...] = self.beta2 * v + (1 - self.beta2) * g**2
            params[k] -= self.lr * m / (1 - self.beta1**n) / (np.sqrt(v / (1 - self.beta2**n)) + 1e-7)
