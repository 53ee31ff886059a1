"""The counter goes up for each key."""

import numpy as np
from common.layers import Affine, Relu, Sigmoid, SoftmaxWithLoss

PART = "Adam.steps"
IS = "adam_steps_count_grows_with_keys"

class Adam(Adam):
    def update(self, params, grads):
        for key in params:
            self.t += 1
            m = self.m.setdefault(key, np.zeros_like(params[key]))
            v = self.v.setdefault(key, np.zeros_like(params[key]))
            m[...] = self.beta1 * m + (1 - self.beta1) * grads[key]
            v[...] = self.beta2 * v + (1 - self.beta2) * grads[key] ** 2
            mh = m / (1 - self.beta1**self.t)
            vh = v / (1 - self.beta2**self.t)
            params[key] -= self.lr * mh / (np.sqrt(vh) + 1e-7)
