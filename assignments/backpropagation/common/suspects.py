"""A net to try a gradient check on: it has a loss, a slope for each parameter, and may lie.

It is no neural network, and holds no answer: its loss is so simple that the slopes are read off.
"""

import numpy as np
from common.gradient import numerical_gradient


class SuspectNet:
    """A net whose ``gradient`` is right but for what was added to it: ``net.lie["W1"][0, 2] = 1``.

    It lies about every row of a batch: the gradient of three rows is off by three times as much.
    ``params`` and ``lie`` have the keys and shapes that the net was made with.
    """

    def __init__(self, **shapes):
        """Make parameters of the given shapes: ``SuspectNet(W1=(2, 3), b1=(3,))``."""
        self.params = {name: np.random.randn(*shape) for name, shape in shapes.items()}
        self.lie = {name: np.zeros(shape) for name, shape in shapes.items()}

    def loss(self, x, t):
        """Return a bowl in every parameter; how steep it is hangs on x and t."""
        steep = 1.0 + np.mean(np.square(x)) + np.mean(t)
        return steep * sum(np.sum(np.square(p) / 2 + p) for p in self.params.values())

    def numerical_gradient(self, x, t):
        """Return a dict: the gradient by differences, an array for each parameter."""
        return {
            name: numerical_gradient(lambda _: self.loss(x, t), p)
            for name, p in self.params.items()
        }

    def gradient(self, x, t):
        """Return a dict: the gradient by a formula, and what was added to it for each row of x."""
        steep = 1.0 + np.mean(np.square(x)) + np.mean(t)
        return {name: steep * (p + 1) + len(x) * self.lie[name] for name, p in self.params.items()}
