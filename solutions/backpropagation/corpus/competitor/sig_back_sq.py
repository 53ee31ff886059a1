"""y² (1 - y)"""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax
from common.gradient import numerical_gradient

PART = "Sigmoid.backward"
IS = ""

class Sigmoid(Sigmoid):
    def backward(self, dout):
        return dout * self.y ** 2 * (1 - self.y)
