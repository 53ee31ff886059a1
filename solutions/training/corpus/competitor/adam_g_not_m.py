"""uses g for m: RMSprop with correction"""

import numpy as np
from common.layers import *

PART = "Adam.steps"
IS = ""

class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999):
        self.lr, self.b1, self.b2, self.v, self.t = lr, beta1, beta2, {}, 0
    def update(self, params, grads):
        self.t += 1
        for k, g in grads.items():
            self.v[k] = self.b2 * self.v.get(k, 0) + (1 - self.b2) * g * g
            params[k] -= self.lr * g / (np.sqrt(self.v[k] / (1 - self.b2**self.t)) + 1e-7)
