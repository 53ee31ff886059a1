"""Step, learning rate, shapes and deviation are class attributes; class methods do the work."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax


class Derivative:
    h = 2.0**-13  # a power of two, about 1e-4

    @classmethod
    def partial(cls, f, x, i):
        x_i = x[i]
        x[i] = x_i + cls.h
        plus = f(x)
        x[i] = x_i - cls.h
        minus = f(x)
        x[i] = x_i
        return (plus - minus) / (2 * cls.h)

    @classmethod
    def gradient(cls, f, x):
        out = np.zeros_like(x)
        for i in np.ndindex(x.shape):
            out[i] = cls.partial(f, x, i)
        return out


class Settings:
    lr = 0.01
    step_num = 100


def numerical_gradient(f, x):
    return Derivative.gradient(f, x)


def gradient_descent(f, init_x, lr=Settings.lr, step_num=Settings.step_num):
    x = init_x.copy()
    history = np.zeros((step_num, *x.shape))
    k = 0
    while k != step_num:
        history[k], k = x, k + 1
        x -= lr * numerical_gradient(f, x)
    return x, history


class SimpleNet:
    shape = (2, 3)
    mean, std = 0, 1
    W = None

    def __init__(self):
        self.W = np.random.normal(self.mean, self.std, self.shape)

    def predict(self, x):
        return np.dot(x, self.W)

    def loss(self, x, t):
        return cross_entropy_error(softmax(self.predict(x)), t)


class TwoLayerNet:
    names = ("W1", "b1", "W2", "b2")
    hidden_activation = staticmethod(sigmoid)
    output_activation = staticmethod(softmax)
    weight_init_std = 0.01

    def __init__(self, input_size, hidden_size, output_size, weight_init_std=weight_init_std):
        i, h, o = input_size, hidden_size, output_size
        values = (
            np.random.normal(0, weight_init_std, (i, h)),
            np.zeros(h),
            np.random.normal(0, weight_init_std, (h, o)),
            np.zeros(o),
        )
        self.params = dict(zip(self.names, values))

    def predict(self, x):
        W1, b1, W2, b2 = map(self.params.get, self.names)
        return self.output_activation(self.hidden_activation(x @ W1 + b1) @ W2 + b2)

    def loss(self, x, t):
        return cross_entropy_error(self.predict(x), t)

    @staticmethod
    def compare(y, t):
        return np.mean(y.argmax(axis=-1) == t.argmax(axis=-1))

    def accuracy(self, x, t):
        return self.compare(self.predict(x), t)

    def numerical_gradient(self, x, t):
        slopes = (numerical_gradient(lambda _: self.loss(x, t), self.params[n]) for n in self.names)
        return dict(zip(self.names, slopes))
