"""np.ndindex, and x is put back in a `finally` even if f raises; np.stack makes the history."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax


def numerical_gradient(f, x):
    h = 1e-4
    gradient = np.full(x.shape, np.nan)
    for index in np.ndindex(*x.shape):
        saved = x[index].copy()
        try:
            x[index] = saved + h
            right = f(x)
            x[index] = saved - h
            left = f(x)
        finally:
            x[index] = saved
        gradient[index] = (right - left) / (2 * h)
    return gradient


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    points = [init_x.astype(float)]
    for _ in range(step_num):
        last = points[-1]
        points.append(last - lr * numerical_gradient(f, last))
    return points[-1], np.stack(points[:-1])


class SimpleNet(object):
    def __init__(self):
        super().__init__()
        self.W = np.random.normal(size=(2, 3))

    def predict(self, x):
        return np.einsum("...d,dk->...k", x, self.W)

    def loss(self, x, t):
        return cross_entropy_error(softmax(self.predict(x)), t)


class TwoLayerNet(object):
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        super().__init__()
        rng = np.random.default_rng()
        self.params = {
            "W1": rng.normal(0, weight_init_std, size=(input_size, hidden_size)),
            "b1": np.zeros(hidden_size, dtype=float),
            "W2": rng.normal(0, weight_init_std, size=(hidden_size, output_size)),
            "b2": np.zeros(output_size, dtype=float),
        }

    def _affine(self, x, layer):
        W, b = self.params[f"W{layer}"], self.params[f"b{layer}"]
        return np.einsum("...d,dk->...k", x, W) + b

    def predict(self, x):
        return softmax(self._affine(sigmoid(self._affine(x, 1)), 2))

    def loss(self, x, t):
        return cross_entropy_error(self.predict(x), t)

    def accuracy(self, x, t):
        right = self.predict(x).argmax(axis=-1) == t.argmax(axis=-1)
        return np.count_nonzero(right) / right.size

    def numerical_gradient(self, x, t):
        def loss(_ignored):
            return self.loss(x, t)

        grads = {}
        for layer in (1, 2):
            for letter in "Wb":
                key = letter + str(layer)
                grads[key] = numerical_gradient(loss, self.params[key])
        return grads
