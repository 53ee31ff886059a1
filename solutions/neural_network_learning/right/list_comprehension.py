"""Comprehensions all the way; the scores of the last call stay behind as attributes."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax


def f_with(f, x, i, value):
    """f when element i of x is `value`; x is as before afterwards."""
    before, x[i] = x[i], value
    result = f(x)
    x[i] = before
    return result


def numerical_gradient(f, x, h=1e-4):
    diffs = [f_with(f, x, i, x[i] + h) - f_with(f, x, i, x[i] - h) for i in np.ndindex(x.shape)]
    return np.array(diffs).reshape(x.shape) / (2 * h)


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    xs = [init_x.copy()]
    [xs.append(xs[-1] - lr * numerical_gradient(f, xs[-1])) for _ in range(step_num)]
    *history, x = xs
    return x, history


class SimpleNet:
    def __init__(self):
        self.W = np.array([[np.random.randn() for _ in range(3)] for _ in range(2)])

    def predict(self, x):
        self.scores = x @ self.W
        return self.scores

    def loss(self, x, t):
        self.predict(x)
        self.y = softmax(self.scores)
        self.last_loss = cross_entropy_error(self.y, t)
        return self.last_loss


class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        shapes = {
            "W1": (input_size, hidden_size),
            "b1": (hidden_size,),
            "W2": (hidden_size, output_size),
            "b2": (output_size,),
        }
        self.params = {
            k: weight_init_std * np.random.randn(*s) if len(s) == 2 else np.zeros(s)
            for k, s in shapes.items()
        }

    def predict(self, x):
        self.x = x
        self.a1 = x @ self.params["W1"] + self.params["b1"]
        self.z1 = sigmoid(self.a1)
        self.a2 = self.z1 @ self.params["W2"] + self.params["b2"]
        self.y = softmax(self.a2)
        return self.y

    def loss(self, x, t):
        self.t = t
        return cross_entropy_error(self.predict(x), t)

    def accuracy(self, x, t):
        hits = [np.argmax(y) == np.argmax(truth) for y, truth in zip(self.predict(x), t)]
        return sum(hits) / len(hits)

    def numerical_gradient(self, x, t):
        self.grads = {
            k: numerical_gradient(lambda _: self.loss(x, t), p) for k, p in self.params.items()
        }
        return self.grads
