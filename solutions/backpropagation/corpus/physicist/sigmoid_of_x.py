"""x (1 - x) in place of y (1 - y)."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax
from common.gradient import numerical_gradient

PART = "Sigmoid.backward"
IS = "sigmoid_backward_of_x"

class Sigmoid:
    def forward(self, x):
        self.x = x
        return 1 / (1 + np.exp(-x))
    def backward(self, dout):
        return dout * self.x * (1 - self.x)
