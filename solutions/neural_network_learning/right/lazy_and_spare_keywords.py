"""W made when it is first asked for, other names beside spare keywords, and an own difference."""

from functools import cached_property

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax


def numerical_gradient(func, point, **unused):
    step, result = 1e-5, np.zeros_like(point)
    for index in np.ndindex(point.shape):
        kept = point[index]
        values = []
        for way in (1, -1):
            point[index] = kept + way * step
            values.append(func(point))
        point[index] = kept
        result[index] = (values[0] - values[1]) / (2 * step)
    return result


def gradient_descent(func, start, rate=0.01, steps=100, **unused):
    x, history = start.copy(), []

    def slope(index):
        more, less = x.copy(), x.copy()
        more[index] += 1e-5
        less[index] -= 1e-5
        return (func(more) - func(less)) / (more[index] - less[index])

    for _ in range(steps):
        history.append(x.copy())
        x = x - rate * np.array([slope(i) for i in np.ndindex(x.shape)]).reshape(x.shape)
    return x, np.array(history)


class SimpleNet:
    @cached_property
    def W(self):
        return np.random.randn(2, 3)

    def predict(self, x):
        return x @ self.W

    def loss(self, x, t):
        return cross_entropy_error(softmax(self.predict(x)), t)


class _Dense:
    def __init__(self, inputs, outputs, std, **unused):
        self.weights, self.bias = std * np.random.randn(inputs, outputs), np.zeros(outputs)

    def __call__(self, x):
        return x @ self.weights + self.bias


class TwoLayerNet:
    def __init__(self, inputs, hidden, outputs, std=0.01, **spare):
        self.first, self.second = _Dense(inputs, hidden, std), _Dense(hidden, outputs, std)

    @cached_property
    def params(self):
        return {
            "W1": self.first.weights,
            "b1": self.first.bias,
            "W2": self.second.weights,
            "b2": self.second.bias,
        }

    def predict(self, x):
        return softmax(self.second(sigmoid(self.first(x))))

    def loss(self, x, t):
        return cross_entropy_error(self.predict(x), t)

    def accuracy(self, x, t):
        return np.mean(self.predict(x).argmax(axis=1) == t.argmax(axis=1))

    def numerical_gradient(self, x, t):
        return {k: numerical_gradient(lambda _: self.loss(x, t), v) for k, v in self.params.items()}
