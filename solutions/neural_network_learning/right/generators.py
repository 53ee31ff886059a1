"""Generators: one yields difference quotients, another an endless walk, cut off by islice."""

from itertools import count, islice

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax


def wiggle(f, x, h):
    for i in np.ndindex(x.shape):
        middle = x[i]
        x[i] = middle + h
        plus = f(x)
        x[i] = middle - h
        minus = f(x)
        x[i] = middle
        yield (plus - minus) / (2 * h)


def numerical_gradient(f, x):
    return np.fromiter(wiggle(f, x, 1e-4), dtype=float, count=x.size).reshape(x.shape)


def walk(f, x, lr):
    while True:
        yield x
        x = x - lr * numerical_gradient(f, x)


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    *history, x = islice(walk(f, init_x.copy(), lr), step_num + 1)
    return x, np.array(history)


class SimpleNet:
    def __init__(self):
        self.W = np.fromiter((np.random.randn() for _ in count()), float, count=6).reshape(2, 3)

    def predict(self, x):
        return sum(x[..., d, None] * self.W[d] for d in range(len(self.W)))

    def loss(self, x, t):
        return cross_entropy_error(softmax(self.predict(x)), t)


class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        self.params = dict(self._start(weight_init_std, input_size, hidden_size, output_size))

    @staticmethod
    def _start(std, *sizes):
        for n, (rows, columns) in enumerate(zip(sizes, sizes[1:]), start=1):
            yield f"W{n}", np.random.normal(0, std, (rows, columns))
            yield f"b{n}", np.zeros(columns)

    def _forward(self, x):
        x = sigmoid(x @ self.params["W1"] + self.params["b1"])
        yield x
        yield softmax(x @ self.params["W2"] + self.params["b2"])

    def predict(self, x):
        *_, y = self._forward(x)
        return y

    def loss(self, x, t):
        return cross_entropy_error(self.predict(x), t)

    def accuracy(self, x, t):
        return sum(y.argmax() == k.argmax() for y, k in zip(self.predict(x), t)) / len(x)

    def _slopes(self, x, t):
        for name in self.params:
            yield name, numerical_gradient(lambda _: self.loss(x, t), self.params[name])

    def numerical_gradient(self, x, t):
        return dict(self._slopes(x, t))
