"""`from common.functions import *`; the forward pass carries the bias inside the matrix."""

import numpy as np
from common.functions import *


def numerical_gradient(f, x):
    h = 1e-4
    grad = np.zeros_like(x)
    flat_x = x.view().reshape(-1)
    for i in range(flat_x.size):
        flat_x[i] += h
        fxh1 = f(x)
        flat_x[i] -= h
        flat_x[i] -= h
        fxh2 = f(x)
        flat_x[i] += h
        np.put(grad, i, (fxh1 - fxh2) / (2 * h))
    return grad


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x
    x_history = np.zeros_like([init_x] * step_num)
    for i in range(step_num):
        x_history[i] = x
        x = x - lr * numerical_gradient(f, x)
    return x, x_history


def with_ones(x):
    return np.concatenate([x, np.ones(x.shape[:-1] + (1,))], axis=-1)


class SimpleNet:
    def __init__(self):
        self.W = np.random.randn(2, 3)

    def predict(self, x):
        return (self.W.T @ x.T).T

    def loss(self, x, t):
        return cross_entropy_error(softmax(self.predict(x)), t)


class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        self.params = {
            "W1": weight_init_std * np.random.randn(input_size, hidden_size),
            "b1": np.zeros(hidden_size),
            "W2": weight_init_std * np.random.randn(hidden_size, output_size),
            "b2": np.zeros(output_size),
        }

    def matrix(self, n):
        return np.vstack([self.params[f"W{n}"], self.params[f"b{n}"]])

    def predict(self, x):
        z = sigmoid(with_ones(x) @ self.matrix(1))
        return softmax(with_ones(z) @ self.matrix(2))

    def loss(self, x, t):
        return cross_entropy_error(self.predict(x), t)

    def accuracy(self, x, t):
        y = self.predict(x)
        return np.mean(t[np.arange(len(t)), y.argmax(axis=1)])

    def numerical_gradient(self, x, t):
        loss_W = lambda W: self.loss(x, t)
        grads = {}
        for key, p in self.params.items():
            grads[key] = numerical_gradient(loss_W, p)
        return grads
