"""lr halves at each call"""

import numpy as np
from common.layers import *

PART = "SGD.steps"
IS = ""

class SGD:
    def __init__(self, lr=0.01):
        self.lr = lr
    def update(self, params, grads):
        for k in params:
            params[k] -= self.lr * grads[k]
        self.lr *= 0.5
