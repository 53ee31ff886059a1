"""An epsilon of 1."""

import numpy as np
from common.layers import Affine, Relu, Sigmoid, SoftmaxWithLoss

PART = "AdaGrad.steps"
IS = ""

class AdaGrad(AdaGrad):
    def update(self, params, grads):
        for key in params.keys():
            h = self.h.setdefault(key, np.zeros_like(params[key]))
            h += grads[key] ** 2
            params[key] -= self.lr * grads[key] / (np.sqrt(h) + 1)
