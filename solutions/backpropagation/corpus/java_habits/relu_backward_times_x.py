"""dout times the output of the forward pass."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax
from common.gradient import numerical_gradient

PART = "Relu.backward"
IS = "relu_backward_times_x"

class Relu:
    def __init__(self):
        self.out = None
    def forward(self, x):
        self.out = np.where(x > 0, x, 0.0)
        return self.out
    def backward(self, dout):
        return dout * self.out
