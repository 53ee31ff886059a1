"""Multiplied by y (1 - y) as if of a sigmoid."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax
from common.gradient import numerical_gradient

PART = "SoftmaxWithLoss.backward"
IS = ""

class SoftmaxWithLoss(SoftmaxWithLoss):
    def backward(self, dout=1):
        delta = (self.y - self.t) * self.y * (1 - self.y)
        return dout * delta / self.t.shape[0]
