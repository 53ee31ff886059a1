"""Mixins for the loss, the accuracy and the gradient, put together by multiple inheritance."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax


def numerical_gradient(f, x):
    h = 1e-4
    grads = np.zeros_like(x)
    for position in zip(*[axis.ravel() for axis in np.indices(x.shape)]):
        centre = x[position]
        values = []
        for sign in (+1, -1):
            x[position] = centre + sign * h
            values.append(f(x))
        x[position] = centre
        grads[position] = (values[0] - values[1]) / (2 * h)
    return grads


class HistoryMixin:
    def remember(self, x):
        if not hasattr(self, "history"):
            self.history = []
        self.history.append(x.copy())


class DescentMixin:
    def descend(self, f, x, lr):
        return x - lr * numerical_gradient(f, x)


class Optimizer(HistoryMixin, DescentMixin):
    def run(self, f, x, lr, step_num):
        for _ in range(step_num):
            self.remember(x)
            x = self.descend(f, x, lr)
        return x, np.array(self.history)


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    return Optimizer().run(f, init_x.copy(), lr, step_num)


class LossMixin:
    def loss(self, x, t):
        return cross_entropy_error(self.probabilities(x), t)


class AccuracyMixin:
    def accuracy(self, x, t):
        return np.mean(self.probabilities(x).argmax(axis=-1) == t.argmax(axis=-1))


class GradientMixin:
    def numerical_gradient(self, x, t):
        return {k: numerical_gradient(lambda _: self.loss(x, t), p) for k, p in self.params.items()}


class SimpleNet(LossMixin):
    def __init__(self):
        self.W = np.random.standard_normal((2, 3))

    def predict(self, x):
        return x.dot(self.W)

    def probabilities(self, x):
        return softmax(self.predict(x))


class TwoLayerNet(LossMixin, AccuracyMixin, GradientMixin):
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        self.params = dict(
            W1=weight_init_std * np.random.standard_normal((input_size, hidden_size)),
            b1=np.zeros(hidden_size),
            W2=weight_init_std * np.random.standard_normal((hidden_size, output_size)),
            b2=np.zeros(output_size),
        )

    def predict(self, x):
        z = sigmoid(x.dot(self.params["W1"]) + self.params["b1"])
        return softmax(z.dot(self.params["W2"]) + self.params["b2"])

    probabilities = predict
