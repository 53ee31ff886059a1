import numpy as np


class Affine:
    def __init__(self, W, b):
        self.W = W
        self.b = b

    def forward(self, x):
        self.original = x.shape
        self.rows = np.reshape(x, (x.shape[0], -1))
        return self.rows.dot(self.W) + self.b

    def backward(self, dout):
        self.dW = np.zeros_like(self.W)
        for row, d in zip(self.rows, dout):
            self.dW += np.outer(row, d) / len(dout)
        self.db = np.add.reduce(dout)
        return dout.dot(self.W.transpose()).reshape(self.original)
