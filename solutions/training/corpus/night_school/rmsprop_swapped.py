"""decay_rate and 1 - decay_rate are exchanged."""

import numpy as np
from common.layers import Affine, Relu, Sigmoid, SoftmaxWithLoss

PART = "RMSprop.steps"
IS = "rmsprop_steps_shares_swapped"

class RMSprop(RMSprop):
    def update(self, params, grads):
        for key in params.keys():
            if key not in self.h:
                self.h[key] = np.zeros_like(params[key])
            self.h[key] *= 1 - self.decay_rate
            self.h[key] += self.decay_rate * grads[key] * grads[key]
            params[key] -= self.lr * grads[key] / (np.sqrt(self.h[key]) + 1e-7)
