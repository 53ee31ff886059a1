import numpy as np


class Affine:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, x):
        self.shape = x.shape
        self.x = x.reshape(x.shape[0], -1)
        return self.b + self.x @ self.W

    def backward(self, dout):
        self.dW = self.x.T @ dout
        self.db = dout.sum(0)
        dx = np.zeros(self.x.shape)
        dx -= dout @ self.W.T
        return dx.reshape(self.shape)
