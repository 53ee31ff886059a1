"""g squared is added in full."""

import numpy as np
from common.layers import Affine, Relu, Sigmoid, SoftmaxWithLoss

PART = "RMSprop.steps"
IS = "rmsprop_steps_whole_square"

class RMSprop(RMSprop):
    def update(self, params, grads):
        for key, g in grads.items():
            h = self.h.setdefault(key, np.zeros_like(g))
            h[...] = self.decay_rate * h + g**2
            params[key] -= self.lr * g / (np.sqrt(h) + 1e-7)
