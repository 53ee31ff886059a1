"""The gradient is scaled to length 1."""

import numpy as np
from common.layers import Affine, Relu, Sigmoid, SoftmaxWithLoss

PART = "SGD.steps"
IS = "sgd_steps_normalised"

class SGD(SGD):
    def update(self, params, grads):
        for k, g in grads.items():
            params[k] -= self.lr * g / (np.linalg.norm(g) + 1e-12)
