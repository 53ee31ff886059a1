"""The smallest step that still counts, h = 1e-7; a RandomState of one's own draws the weights."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax


def numerical_gradient(f, x):
    h = 1e-7
    grad = np.zeros_like(x, dtype=np.float64)
    for i in range(x.size):
        j = np.unravel_index(i, x.shape)
        middle = x[j]
        x[j] = middle + h
        f_right = f(x)
        x[j] = middle - h
        f_left = f(x)
        x[j] = middle
        grad[j] = (f_right - f_left) / (2 * h)
    return grad


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x + 0.0
    history = tuple()
    for _ in range(step_num):
        history += (x.copy(),)
        x = x - numerical_gradient(f, x) * lr
    return x, np.asarray(history)


class SimpleNet:
    def __init__(self):
        self.W = np.random.RandomState().randn(2, 3)

    def predict(self, x):
        return x @ self.W

    def loss(self, x, t):
        return cross_entropy_error(softmax(x @ self.W), t)


class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        state = np.random.RandomState()
        self.params = {"b1": np.zeros(hidden_size), "b2": np.zeros(output_size)}
        self.params["W1"] = state.normal(scale=weight_init_std, size=(input_size, hidden_size))
        self.params["W2"] = state.normal(scale=weight_init_std, size=(hidden_size, output_size))

    def predict(self, x):
        p = self.params
        return softmax(p["b2"] + sigmoid(p["b1"] + x @ p["W1"]) @ p["W2"])

    def loss(self, x, t):
        return cross_entropy_error(self.predict(x), t)

    def accuracy(self, x, t):
        return 1 - np.mean(self.predict(x).argmax(axis=1) != t.argmax(axis=1))

    def numerical_gradient(self, x, t):
        return {k: numerical_gradient(lambda W: self.loss(x, t), W) for k, W in self.params.items()}
