"""decay fixed at 0.9"""

import numpy as np
from common.layers import *

PART = "RMSprop.steps"
IS = ""

class RMSprop:
    def __init__(self, lr=0.01, decay_rate=0.99):
        self.lr, self.h = lr, {}
    def update(self, params, grads):
        for k, g in grads.items():
            self.h[k] = 0.9 * self.h.get(k, 0.0) + 0.1 * g**2
            params[k] -= self.lr * g / (np.sqrt(self.h[k]) + 1e-7)
