"""h is the square of the last gradient only."""

import numpy as np
from common.layers import Affine, Relu, Sigmoid, SoftmaxWithLoss

PART = "AdaGrad.steps"
IS = "adagrad_steps_h_not_kept"

class AdaGrad(AdaGrad):
    def update(self, params, grads):
        for key, g in grads.items():
            h = g**2
            params[key] -= self.lr * g / (np.sqrt(h) + 1e-7)
