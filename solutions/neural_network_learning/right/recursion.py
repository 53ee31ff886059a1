"""numerical_gradient calls itself for each row; descent, predict and accuracy recurse too."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax


def numerical_gradient(f, x):
    if x.ndim > 1:
        return np.array([numerical_gradient(f, row) for row in x])

    h = 1e-4
    grad = np.zeros(len(x))
    for i in range(len(x)):
        xi = x[i]
        x[i] = xi + h
        f1 = f(x)
        x[i] = xi - h
        f2 = f(x)
        x[i] = xi
        grad[i] = (f1 - f2) / (2 * h)
    return grad


def _descend(f, x, lr, left, seen):
    if left == 0:
        return x, seen
    return _descend(f, x - lr * numerical_gradient(f, x), lr, left - 1, seen + [x])


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    # fifty steps to a call, so that many steps don't run into the recursion limit
    x, seen = init_x.copy(), []
    while len(seen) < step_num:
        x, seen = _descend(f, x, lr, min(50, step_num - len(seen)), seen)
    return x, np.array(seen)


class SimpleNet:
    def __init__(self):
        self.W = np.random.randn(2, 3)

    def predict(self, x):
        if x.ndim == 1:
            return np.dot(x, self.W)
        return np.array([self.predict(row) for row in x])

    def loss(self, x, t):
        if x.ndim == 1:
            return cross_entropy_error(softmax(self.predict(x)), t)
        return sum(self.loss(a, b) for a, b in zip(x, t)) / len(x)


class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        self.params = {
            "W1": weight_init_std * np.random.randn(input_size, hidden_size),
            "b1": np.zeros(hidden_size),
            "W2": weight_init_std * np.random.randn(hidden_size, output_size),
            "b2": np.zeros(output_size),
        }

    def predict(self, x):
        if x.ndim == 2:
            return np.array([self.predict(row) for row in x])
        z = sigmoid(np.dot(x, self.params["W1"]) + self.params["b1"])
        return softmax(np.dot(z, self.params["W2"]) + self.params["b2"])

    def loss(self, x, t):
        return cross_entropy_error(self.predict(x), t)

    def accuracy(self, x, t):
        if len(x) == 1:
            return float(self.predict(x[0]).argmax() == t[0].argmax())
        half = len(x) // 2
        first, second = self.accuracy(x[:half], t[:half]), self.accuracy(x[half:], t[half:])
        return (first * half + second * (len(x) - half)) / len(x)

    def numerical_gradient(self, x, t):
        loss_W = lambda W: self.loss(x, t)
        return {name: numerical_gradient(loss_W, array) for name, array in self.params.items()}
