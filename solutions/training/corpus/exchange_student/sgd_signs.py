"""Only the sign counts."""

import numpy as np
from common.layers import Affine, Relu, Sigmoid, SoftmaxWithLoss

PART = "SGD.steps"
IS = ""

class SGD(SGD):
    def update(self, params, grads):
        for key in params.keys():
            params[key] -= self.lr * np.sign(grads[key])
