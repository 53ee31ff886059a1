"""keepdims: a row of one."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax
from common.gradient import numerical_gradient

PART = "Affine.db"
IS = ""

class Affine(Affine):
    def backward(self, dout):
        dx = np.einsum("nk,dk->nd", dout, self.W)
        self.dW = np.einsum("nd,nk->dk", self.x, dout)
        self.db = dout.sum(axis=0, keepdims=True)
        return dx.reshape(self.shape)
