"""Layers with forward and backward; TwoLayerNet.numerical_gradient back-propagates through them."""

from collections import OrderedDict

import numpy as np
from common.functions import sigmoid, softmax


def numerical_gradient(f, x):
    h = 1e-4
    grad = np.zeros_like(x)
    for idx, _ in np.ndenumerate(grad):
        tmp = x[idx]
        x[idx] = tmp + h
        plus = f(x)
        x[idx] = tmp - h
        minus = f(x)
        x[idx] = tmp
        grad[idx] = (plus - minus) / (2 * h)
    return grad


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x, history = init_x.copy(), OrderedDict()
    for step in range(step_num):
        history[step] = x.copy()
        x -= lr * numerical_gradient(f, x)
    return x, list(history.values())


class Affine:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, dout):
        self.dW = self.x.T @ dout
        self.db = dout.sum(axis=0)
        return dout @ self.W.T


class Sigmoid:
    def forward(self, x):
        self.out = sigmoid(x)
        return self.out

    def backward(self, dout):
        return dout * self.out * (1.0 - self.out)


def log_loss(scores, t):
    """Cross entropy straight from the scores, so that no logarithm of 0 can happen."""
    shifted = scores - scores.max(axis=-1, keepdims=True)
    log_y = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return -(t * log_y).sum(axis=-1).mean()


class SimpleNet:
    def __init__(self):
        self.W = np.random.randn(2, 3)

    def predict(self, x):
        return x @ self.W

    def loss(self, x, t):
        return log_loss(self.predict(x), t)

    def gradient(self, x, t):
        x, t = np.atleast_2d(x), np.atleast_2d(t)
        return x.T @ (softmax(self.predict(x)) - t) / len(x)


class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        self.params = {
            "W1": weight_init_std * np.random.randn(input_size, hidden_size),
            "b1": np.zeros(hidden_size),
            "W2": weight_init_std * np.random.randn(hidden_size, output_size),
            "b2": np.zeros(output_size),
        }
        self.layers = OrderedDict()
        self.layers["Affine1"] = Affine(self.params["W1"], self.params["b1"])
        self.layers["Sigmoid1"] = Sigmoid()
        self.layers["Affine2"] = Affine(self.params["W2"], self.params["b2"])

    def scores(self, x):
        for layer in self.layers.values():
            x = layer.forward(x)
        return x

    def predict(self, x):
        return softmax(self.scores(x))

    def loss(self, x, t):
        return log_loss(self.scores(x), t)

    def accuracy(self, x, t):
        return np.mean(self.scores(x).argmax(axis=1) == t.argmax(axis=1))

    def numerical_gradient(self, x, t):
        x, t = np.atleast_2d(x), np.atleast_2d(t)
        dout = (self.predict(x) - t) / len(x)
        for layer in reversed(self.layers.values()):
            dout = layer.backward(dout)
        first, second = self.layers["Affine1"], self.layers["Affine2"]
        return {"W1": first.dW, "b1": first.db, "W2": second.dW, "b2": second.db}
