"""map, reduce and accumulate instead of loops; descent is the accumulation of one step."""

from functools import reduce
from itertools import accumulate, repeat

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax


def value_at(f, x, i, by):
    """f after x[i] moved `by`."""
    x_i = x[i]
    x[i] += by
    try:
        return f(x)
    finally:
        x[i] = x_i


def numerical_gradient(f, x):
    h = 1e-4
    d = lambda i: (value_at(f, x, i, h) - value_at(f, x, i, -h)) / (2 * h)
    return np.reshape(list(map(d, np.ndindex(x.shape))), x.shape)


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    step = lambda x, _: x - lr * numerical_gradient(f, x)
    points = list(accumulate(repeat(None, step_num), step, initial=init_x.copy()))
    return points.pop(), np.array(points)


def compose(*functions):
    return lambda x: reduce(lambda value, function: function(value), functions, x)


def affine(W, b=0):
    return lambda x: x @ W + b


class SimpleNet:
    def __init__(self):
        self.W = np.random.randn(2, 3)

    def predict(self, x):
        return affine(self.W)(x)

    def loss(self, x, t):
        return cross_entropy_error(compose(self.predict, softmax)(x), t)


class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        weights = lambda *shape: np.random.normal(scale=weight_init_std, size=shape)
        self.params = {
            "W1": weights(input_size, hidden_size),
            "b1": np.zeros(hidden_size),
            "W2": weights(hidden_size, output_size),
            "b2": np.zeros(output_size),
        }

    def predict(self, x):
        p = self.params
        net = compose(affine(p["W1"], p["b1"]), sigmoid, affine(p["W2"], p["b2"]), softmax)
        return net(x)

    def loss(self, x, t):
        return cross_entropy_error(self.predict(x), t)

    def accuracy(self, x, t):
        return np.mean(np.equal(*map(lambda a: np.argmax(a, axis=-1), (self.predict(x), t))))

    def numerical_gradient(self, x, t):
        gradient = lambda p: numerical_gradient(lambda _: self.loss(x, t), p)
        return dict(zip(self.params, map(gradient, self.params.values())))
