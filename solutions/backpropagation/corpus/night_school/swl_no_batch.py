"""Not divided by the batch."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax
from common.gradient import numerical_gradient

PART = "SoftmaxWithLoss.backward"
IS = "softmax_backward_batch_missing"

class SoftmaxWithLoss(SoftmaxWithLoss):
    def backward(self, dout=1):
        return (self.y - self.t) * dout
