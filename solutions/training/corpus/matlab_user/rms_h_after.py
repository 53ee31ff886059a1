"""step before h is updated"""

import numpy as np
from common.layers import *

PART = "RMSprop.steps"
IS = ""

class RMSprop:
    def __init__(self, lr=0.01, decay_rate=0.99):
        self.lr, self.d, self.h = lr, decay_rate, {}
    def update(self, params, grads):
        for k, g in grads.items():
            h = self.h.get(k, np.zeros_like(g))
            params[k] -= self.lr * g / (np.sqrt(h) + 1e-7)
            self.h[k] = self.d * h + (1 - self.d) * g**2
