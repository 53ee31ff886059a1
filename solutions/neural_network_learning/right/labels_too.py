"""Takes integer labels wherever it takes one-hot targets, and one sample wherever a batch."""

import numpy as np
from common.functions import sigmoid, softmax


def to_labels(t, y):
    """Labels from labels or from one-hot rows: those have as many dimensions as y."""
    t = np.asarray(t)
    return t.argmax(axis=-1) if t.ndim == y.ndim else t


def error(y, t):
    """Mean over the batch of -log y[t], by fancy indexing."""
    labels = np.atleast_1d(to_labels(t, y))
    y = np.atleast_2d(y)
    return -np.log(y[np.arange(len(y)), labels] + 1e-8).mean()


def numerical_gradient(f, x):
    h = 1e-4
    columns = np.atleast_2d(x)
    grad = np.zeros_like(columns)
    for r, row in enumerate(columns):
        for c, value in enumerate(row.copy()):
            row[c] = value + h
            f_plus = f(x)
            row[c] = value - h
            f_minus = f(x)
            row[c] = value
            grad[r, c] = (f_plus - f_minus) / (2 * h)
    return grad.reshape(x.shape)


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x.astype(float)
    history = np.array([x] * step_num)
    for i in range(1, step_num):
        history[i] = history[i - 1] - lr * numerical_gradient(f, history[i - 1])
    x = history[-1] - lr * numerical_gradient(f, history[-1])
    return x, history


class SimpleNet:
    def __init__(self):
        self.W = np.random.randn(3, 2).T.copy()

    def predict(self, x):
        return np.dot(x, self.W)

    def loss(self, x, t):
        return error(softmax(self.predict(x)), t)

    def accuracy(self, x, t):
        scores = self.predict(x)
        return np.mean(np.argmax(scores, axis=-1) == to_labels(t, scores))


class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        self.size = (input_size, hidden_size, output_size)
        self.params = {
            "W1": weight_init_std * np.random.randn(*self.size[:2]),
            "b1": np.zeros(self.size[1]),
            "W2": weight_init_std * np.random.randn(*self.size[1:]),
            "b2": np.zeros(self.size[2]),
        }

    def predict(self, x):
        p = self.params
        return softmax(np.dot(sigmoid(np.dot(x, p["W1"]) + p["b1"]), p["W2"]) + p["b2"])

    def loss(self, x, t):
        return error(self.predict(x), t)

    def accuracy(self, x, t):
        y = self.predict(x)
        return float(np.mean(y.argmax(axis=-1) == to_labels(t, y)))

    def numerical_gradient(self, x, t):
        return {k: numerical_gradient(lambda _: self.loss(x, t), p) for k, p in self.params.items()}
