"""sum of |g| without the root"""

import numpy as np
from common.layers import *

PART = "AdaGrad.steps"
IS = ""

class AdaGrad:
    def __init__(self, lr=0.01):
        self.lr, self.h = lr, {}
    def update(self, params, grads):
        for k, g in grads.items():
            self.h[k] = self.h.get(k, 0) + np.abs(g)
            params[k] -= self.lr * g / (self.h[k] + 1e-7)
