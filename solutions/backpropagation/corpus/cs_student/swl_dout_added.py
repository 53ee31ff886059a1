"""dout - 1 is added in place of a product."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax
from common.gradient import numerical_gradient

PART = "SoftmaxWithLoss.dout"
IS = "softmax_dout_added"

class SoftmaxWithLoss(SoftmaxWithLoss):
    def backward(self, dout=1):
        return (self.y - self.t) / len(self.t) + (dout - 1)
