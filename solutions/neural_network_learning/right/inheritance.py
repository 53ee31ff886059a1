"""Both networks inherit their loss from a Network base class; a Walker object descends."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax


class Network:
    """Knows what to do with scores; a subclass says how it makes them."""

    def scores(self, x):
        raise NotImplementedError

    def loss(self, x, t):
        return cross_entropy_error(softmax(self.scores(x)), t)

    def gradient_of(self, array, x, t):
        return numerical_gradient(lambda _: self.loss(x, t), array)


class SimpleNet(Network):
    def __init__(self):
        self.W = np.random.randn(2, 3)

    def scores(self, x):
        return x @ self.W

    predict = scores


class Classifier(Network):
    def predict(self, x):
        return softmax(self.scores(x))

    def accuracy(self, x, t):
        return np.mean(np.argmax(self.predict(x), axis=-1) == np.argmax(t, axis=-1))

    def numerical_gradient(self, x, t):
        return {name: self.gradient_of(array, x, t) for name, array in self.params.items()}


class TwoLayerNet(Classifier):
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        self.params = {
            "W1": np.random.normal(0, weight_init_std, (input_size, hidden_size)),
            "b1": np.zeros(hidden_size),
            "W2": np.random.normal(0, weight_init_std, (hidden_size, output_size)),
            "b2": np.zeros(output_size),
        }

    def scores(self, x):
        p = self.params
        return sigmoid(x @ p["W1"] + p["b1"]) @ p["W2"] + p["b2"]


class Difference:
    h = 1e-4

    def __call__(self, f, x, i):
        return (self.shifted(f, x, i, self.h) - self.shifted(f, x, i, -self.h)) / (2 * self.h)

    @staticmethod
    def shifted(f, x, i, by):
        keep = x[i]
        x[i] = keep + by
        value = f(x)
        x[i] = keep
        return value


def numerical_gradient(f, x):
    difference = Difference()
    grad = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        grad[i] = difference(f, x, i)
    return grad


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    class Walker:
        def __init__(self, start):
            self.x, self.visited = start.copy(), []

        def step(self):
            self.visited.append(self.x)
            self.x = self.x - lr * numerical_gradient(f, self.x)

    walker = Walker(init_x)
    for _ in range(step_num):
        walker.step()
    return walker.x, np.array(walker.visited)
