"""The right SoftmaxWithLoss that TwoLayerNet is given in place of the student's own."""

import numpy as np


class SoftmaxWithLoss:
    """The mean cross entropy of the softmax of scores; targets are one-hot or labels."""

    def forward(self, x, t):
        """Return the loss."""
        shifted = x - np.max(x, axis=1, keepdims=True)
        log_y = shifted - np.log(np.sum(np.exp(shifted), axis=1, keepdims=True))
        self.y, self.t = np.exp(log_y), np.asarray(t)
        self.loss = float(-np.mean(np.sum(self._one_hot() * log_y, axis=1)))
        return self.loss

    def backward(self, dout=1):
        """Return (y - t) / batch, times dout."""
        return dout * (self.y - self._one_hot()) / self.y.shape[0]

    def _one_hot(self):
        is_one_hot = self.t.shape == self.y.shape
        return self.t if is_one_hot else np.identity(self.y.shape[1])[self.t]
