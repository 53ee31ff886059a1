"""The reference of the nets."""

import numpy as np


class Net:
    """A net of one layer."""

    def __init__(self):
        self.W = np.random.randn(2, 3)
        self.params = {"b": np.zeros(3)}
        self.seen = []

    def predict(self, x):
        """Return the scores of the rows of `x`."""
        return x @ self.W + self.params["b"]

    def loss(self, x):
        """Return the mean square of the scores."""
        return float(np.mean(self.predict(x) ** 2))

    def take(self, x):
        """Keep `x` and double it."""
        self.seen.append(x)
        x *= 2
        print("taken")

    def __len__(self):
        return len(self.seen)

    def __getitem__(self, place):
        return self.seen[place]
