"""mask kept from the first forward"""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax
from common.gradient import numerical_gradient

PART = "Relu.backward"
IS = "relu_backward_first_forward"

class Relu:
    def __init__(self):
        self.m = None
    def forward(self, x):
        if self.m is None or self.m.shape != x.shape:
            self.m = x > 0
        return np.maximum(x, 0)
    def backward(self, dout):
        return dout * self.m
