"""Adds whole directions from np.eye to x in place and takes them off again by arithmetic."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax


def numerical_gradient(f, x):
    h = 1e-4
    grad = []
    for e in np.eye(x.size):
        step = h * e.reshape(x.shape)
        x += step
        f_plus = f(x)
        x -= 2 * step
        f_minus = f(x)
        x += step  # back again, up to the last bit
        grad.append((f_plus - f_minus) / (2 * h))
    return np.array(grad).reshape(x.shape)


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x.copy()
    history = np.zeros((step_num, *x.shape))
    for row in history:
        row[...] = x
        x = x + (-lr) * numerical_gradient(f, x)
    return x, history


class SimpleNet:
    def __init__(self):
        self.W = np.random.multivariate_normal(np.zeros(3), np.eye(3), size=2)

    def predict(self, x):
        return np.tensordot(x, self.W, axes=1)

    def loss(self, x, t):
        return cross_entropy_error(softmax(self.predict(x)), t)


class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        def gauss(*shape):
            return np.random.standard_normal(shape) * weight_init_std

        self.params = dict()
        self.params.update(W1=gauss(input_size, hidden_size), b1=np.zeros(hidden_size))
        self.params.update(W2=gauss(hidden_size, output_size), b2=np.zeros(output_size))

    def predict(self, x):
        p = self.params
        z = sigmoid(np.tensordot(x, p["W1"], axes=1) + p["b1"])
        return softmax(np.tensordot(z, p["W2"], axes=1) + p["b2"])

    def loss(self, x, t):
        return cross_entropy_error(self.predict(x), t)

    def accuracy(self, x, t):
        winners = np.eye(t.shape[1])[self.predict(x).argmax(axis=1)]
        return np.sum(winners * t) / len(t)

    def numerical_gradient(self, x, t):
        return {
            "W1": numerical_gradient(lambda _: self.loss(x, t), self.params["W1"]),
            "b1": numerical_gradient(lambda _: self.loss(x, t), self.params["b1"]),
            "W2": numerical_gradient(lambda _: self.loss(x, t), self.params["W2"]),
            "b2": numerical_gradient(lambda _: self.loss(x, t), self.params["b2"]),
        }
