"""h begins at 1."""

import numpy as np
from common.layers import Affine, Relu, Sigmoid, SoftmaxWithLoss

PART = "AdaGrad.steps"
IS = "adagrad_steps_h_begins_at_one"

class AdaGrad(AdaGrad):
    def update(self, params, grads):
        for k, g in grads.items():
            h = self.h.setdefault(k, np.ones_like(g))
            h += g**2
            params[k] -= self.lr * g / np.sqrt(h)
