"""No bias correction."""

import numpy as np
from common.layers import Affine, Relu, Sigmoid, SoftmaxWithLoss

PART = "Adam.steps"
IS = "adam_steps_no_bias_correction"

class Adam(Adam):
    def update(self, params, grads):
        for key in params.keys():
            m = self.m.setdefault(key, np.zeros_like(params[key]))
            v = self.v.setdefault(key, np.zeros_like(params[key]))
            m += (1 - self.beta1) * (grads[key] - m)
            v += (1 - self.beta2) * (grads[key] ** 2 - v)
            params[key] -= self.lr * m / (np.sqrt(v) + 1e-7)
