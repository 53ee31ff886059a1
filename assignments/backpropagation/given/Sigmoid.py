"""The right Sigmoid that TwoLayerNet is given in place of the student's own."""

import numpy as np


class Sigmoid:
    """1 / (1 + exp(-x)), by the tangent, which never overflows."""

    def forward(self, x):
        """Return the sigmoid of every element."""
        self.out = 0.5 + 0.5 * np.tanh(0.5 * np.asarray(x))
        return self.out

    def backward(self, dout):
        """Return dout times the slope, out (1 - out)."""
        return dout * (self.out - self.out**2)
