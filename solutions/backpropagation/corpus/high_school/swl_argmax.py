"""정답 위치만 빼고 나머지는 0"""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax
from common.gradient import numerical_gradient

PART = "SoftmaxWithLoss.backward"
IS = ""

class SoftmaxWithLoss(SoftmaxWithLoss):
    def backward(self, dout=1):
        return dout * (self.y - 1) * self.t / len(self.t)
