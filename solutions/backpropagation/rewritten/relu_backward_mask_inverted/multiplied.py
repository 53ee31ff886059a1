import numpy as np


class Relu:
    def forward(self, x):
        self.off = (x <= 0).astype(float)
        return np.maximum(0, x)

    def backward(self, dout):
        return dout * self.off
