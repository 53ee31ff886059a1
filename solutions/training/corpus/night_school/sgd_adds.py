"""The gradient is added."""

import numpy as np
from common.layers import Affine, Relu, Sigmoid, SoftmaxWithLoss

PART = "SGD.steps"
IS = "sgd_steps_ascent"

class SGD(SGD):
    def update(self, params, grads):
        for key in params.keys():
            params[key] += self.lr * grads[key]
