"""x's gradient summed over the batch"""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax
from common.gradient import numerical_gradient

PART = "Affine.backward"
IS = ""

class Affine(Affine):
    def backward(self, dout):
        self.dW = self.x.T @ dout
        self.db = dout.sum(0)
        return np.ones((len(dout), 1)) * (dout @ self.W.T).sum(0)
