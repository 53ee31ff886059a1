"""t stays 1"""

import numpy as np
from common.layers import *

PART = "Adam.steps"
IS = "adam_steps_count_stands_still"

class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999):
        self.lr, self.b1, self.b2, self.m, self.v = lr, beta1, beta2, {}, {}
    def update(self, params, grads):
        for k, g in grads.items():
            self.m[k] = self.b1 * self.m.get(k, 0) + (1 - self.b1) * g
            self.v[k] = self.b2 * self.v.get(k, 0) + (1 - self.b2) * g * g
            params[k] -= self.lr * (self.m[k] / (1 - self.b1)) / (np.sqrt(self.v[k] / (1 - self.b2)) + 1e-7)
