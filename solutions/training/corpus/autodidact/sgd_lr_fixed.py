"""0.01 whatever lr is."""

import numpy as np
from common.layers import Affine, Relu, Sigmoid, SoftmaxWithLoss

PART = "SGD.steps"
IS = ""

class SGD(SGD):
    def update(self, params, grads):
        for key in params.keys():
            params[key] -= 0.01 * grads[key]
