"""np.ndenumerate gives index and value together; params are filled by a loop over layer sizes."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax


def numerical_gradient(f, x, h=1e-4):
    df = {}
    for where, value in np.ndenumerate(x):
        x[where] = value + h
        after = f(x)
        x[where] = value - h
        before = f(x)
        x[where] = value
        df[where] = (after - before) / (h + h)

    out = np.zeros(x.shape)
    for where, slope in df.items():
        out[where] = slope
    return out


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    path = np.repeat(init_x[None], step_num, axis=0)
    x = init_x.copy()
    for k in range(step_num):
        path[k] = x
        x = np.subtract(x, np.multiply(lr, numerical_gradient(f, x)))
    return x, path


class SimpleNet:
    def __init__(self, shape=(2, 3)):
        self.W = np.random.randn(*shape)

    def predict(self, x):
        return np.inner(x, self.W.T)

    def loss(self, x, t):
        return cross_entropy_error(softmax(self.predict(x)), t)


class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        sizes = (input_size, hidden_size, output_size)
        self.params = {}
        for n in range(1, len(sizes)):
            fan_in, fan_out = sizes[n - 1], sizes[n]
            self.params[f"W{n}"] = weight_init_std * np.random.randn(fan_in, fan_out)
            self.params[f"b{n}"] = np.zeros(fan_out)

    def predict(self, x):
        out = x
        for n, activation in enumerate((sigmoid, softmax), start=1):
            out = activation(out @ self.params[f"W{n}"] + self.params[f"b{n}"])
        return out

    def loss(self, x, t):
        return cross_entropy_error(self.predict(x), t)

    def accuracy(self, x, t):
        guess = np.argmax(self.predict(x), axis=-1)
        truth = np.argmax(t, axis=-1)
        return float(np.sum(guess == truth)) / np.size(truth)

    def numerical_gradient(self, x, t):
        grads = {}
        for key in self.params:
            grads.setdefault(key, numerical_gradient(lambda p: self.loss(x, t), self.params[key]))
        return grads
