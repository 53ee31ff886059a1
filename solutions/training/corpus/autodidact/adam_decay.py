"""The learning rate shrinks with the root of t."""

import numpy as np
from common.layers import Affine, Relu, Sigmoid, SoftmaxWithLoss

PART = "Adam.steps"
IS = ""

class Adam(Adam):
    def update(self, params, grads):
        self.t += 1
        for k, g in grads.items():
            m = self.m.setdefault(k, np.zeros_like(g))
            v = self.v.setdefault(k, np.zeros_like(g))
            m[...] = self.beta1 * m + (1 - self.beta1) * g
            v[...] = self.beta2 * v + (1 - self.beta2) * g**2
            mh, vh = m / (1 - self.beta1**self.t), v / (1 - self.beta2**self.t)
            params[k] -= self.lr / np.sqrt(self.t) * mh / (np.sqrt(vh) + 1e-7)
