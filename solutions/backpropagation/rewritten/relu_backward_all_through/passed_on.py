import numpy as np


class Relu:
    def forward(self, x):
        return (np.abs(x) + x) / 2

    def backward(self, dout):
        return dout.copy()
