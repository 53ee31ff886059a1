"""One number: the sum of everything."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax
from common.gradient import numerical_gradient

PART = "Affine.db"
IS = "affine_db_total"

class Affine(Affine):
    def backward(self, dout):
        dx = np.dot(dout, self.W.T)
        self.dW = np.dot(self.x.T, dout)
        self.db = np.sum(dout)  # 편향의 기울기
        return dx.reshape(*self.shape)
