import numpy as np


class Affine:
    def __init__(self, W, b):
        self.W = np.array(W)
        self.b = np.array(b)

    def forward(self, x):
        self.shape, self.rows = x.shape, x.reshape(x.shape[0], -1)
        return np.matmul(self.rows, self.W) + self.b

    def backward(self, dout):
        self.dW, self.db = np.matmul(self.rows.T, dout), np.sum(dout, 0)
        return np.matmul(dout, self.W.T).reshape(self.shape)
