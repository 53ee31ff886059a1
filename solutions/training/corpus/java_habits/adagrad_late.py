"""h is updated after the step."""

import numpy as np
from common.layers import Affine, Relu, Sigmoid, SoftmaxWithLoss

PART = "AdaGrad.steps"
IS = "adagrad_steps_h_updated_after"

class AdaGrad(AdaGrad):
    def update(self, params, grads):
        for key, g in grads.items():
            h = self.h.setdefault(key, np.zeros_like(g))
            params[key] -= self.lr * g / (np.sqrt(h) + 1e-7)
            h += g * g
