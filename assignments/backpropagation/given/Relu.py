"""The right Relu that TwoLayerNet is given in place of the student's own."""

import numpy as np


class Relu:
    """max(x, 0); keeps where x was above 0."""

    def forward(self, x):
        """Return x where it is above 0, else 0."""
        self.mask = x <= 0
        return np.maximum(x, 0.0)

    def backward(self, dout):
        """Return dout where x was above 0, else 0."""
        dx = np.array(dout, dtype=np.float64)
        dx[self.mask] = 0.0
        return dx
