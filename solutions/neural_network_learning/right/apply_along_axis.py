"""np.apply_along_axis hands the rows of x to a 1-D gradient, and rows of scores to softmax."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax


def slope(f, x, i, h):
    xi = x[i]
    x[i] = xi + h
    top = f(x)
    x[i] = xi - h
    bottom = f(x)
    x[i] = xi
    return (top - bottom) / (2 * h)


def gradient_of_row(row, f):
    return np.array([slope(f, row, i, 1e-4) for i in range(row.size)])


def numerical_gradient(f, x):
    if x.ndim == 1:
        return gradient_of_row(x, f)
    return np.apply_along_axis(gradient_of_row, -1, x, f)


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = np.array(init_x)
    history = np.empty((0,) + x.shape)
    for _ in range(step_num):
        history = np.append(history, x[np.newaxis], axis=0)
        x = x - lr * numerical_gradient(f, x)
    return x, history


class SimpleNet:
    def __init__(self):
        self.W = np.random.normal(loc=0, scale=1, size=(2, 3))

    def predict(self, x):
        return np.apply_along_axis(lambda row: row @ self.W, -1, x)

    def loss(self, x, t):
        y = np.apply_along_axis(softmax, -1, self.predict(x))
        return cross_entropy_error(y, t)


class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        draw = lambda *shape: np.random.normal(loc=0, scale=weight_init_std, size=shape)
        self.params = {
            "W1": draw(input_size, hidden_size),
            "b1": np.zeros(hidden_size),
            "W2": draw(hidden_size, output_size),
            "b2": np.zeros(output_size),
        }

    def predict(self, x):
        W1, b1, W2, b2 = self.params.values()
        return softmax(np.add(np.dot(sigmoid(np.add(np.dot(x, W1), b1)), W2), b2))

    def loss(self, x, t):
        return cross_entropy_error(self.predict(x), t)

    def accuracy(self, x, t):
        return np.average(self.predict(x).argmax(axis=1) == t.argmax(axis=1))

    def numerical_gradient(self, x, t):
        loss = lambda W: self.loss(x, t)
        keys = self.params.keys()
        return dict(zip(keys, map(lambda k: numerical_gradient(loss, self.params[k]), keys)))
