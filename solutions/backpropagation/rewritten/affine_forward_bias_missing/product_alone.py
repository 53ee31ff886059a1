import numpy as np


class Affine:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, x):
        self.shape = x.shape
        self.x = x.reshape(x.shape[0], -1)
        return np.dot(self.x, self.W)

    def backward(self, dout):
        self.db = np.sum(dout, axis=0)
        self.dW = (dout.T @ self.x).T
        return np.dot(dout, self.W.T).reshape(self.shape)
