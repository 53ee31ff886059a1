"""The sum of absolute values, not of squares."""

import numpy as np
from common.layers import Affine, Relu, Sigmoid, SoftmaxWithLoss

PART = "AdaGrad.steps"
IS = ""

class AdaGrad(AdaGrad):
    def update(self, params, grads):
        for k in params:
            self.h[k] = self.h.get(k, np.zeros_like(params[k])) + np.abs(grads[k])
            params[k] -= self.lr * grads[k] / (np.sqrt(self.h[k]) + 1e-7)
