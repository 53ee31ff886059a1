"""numerical_gradient and gradient_descent are objects with `__call__`; networks can be called."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax


class CentralDifference:
    def __init__(self, h=1e-4):
        self.h = h

    def __call__(self, f, x):
        grad = np.zeros(x.shape)
        for i in np.ndindex(x.shape):
            grad[i] = self.at(f, x, i)
        return grad

    def at(self, f, x, i):
        original = x[i]
        x[i] = original + self.h
        forward = f(x)
        x[i] = original - self.h
        backward = f(x)
        x[i] = original
        return (forward - backward) / (2 * self.h)


class Descent:
    def __init__(self, gradient):
        self.gradient = gradient

    def __call__(self, f, init_x, lr=0.01, step_num=100):
        x = init_x.copy()
        history = []
        for _ in range(step_num):
            history.append(x.copy())
            x -= lr * self.gradient(f, x)
        return x, np.array(history)


numerical_gradient = CentralDifference(h=1e-5)
gradient_descent = Descent(numerical_gradient)


class SimpleNet:
    def __init__(self):
        self.W = np.random.randn(2, 3)

    def __call__(self, x):
        return x @ self.W

    def predict(self, x):
        return self(x)

    def loss(self, x, t):
        return cross_entropy_error(softmax(self(x)), t)


class Layer:
    def __init__(self, W, b, activation):
        self.W, self.b, self.activation = W, b, activation

    def __call__(self, x):
        return self.activation(x @ self.W + self.b)


class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        self.params = {
            "W1": weight_init_std * np.random.randn(input_size, hidden_size),
            "b1": np.zeros(hidden_size),
            "W2": weight_init_std * np.random.randn(hidden_size, output_size),
            "b2": np.zeros(output_size),
        }

    def __getitem__(self, name):
        return self.params[name]

    def __call__(self, x):
        hidden = Layer(self["W1"], self["b1"], sigmoid)
        output = Layer(self["W2"], self["b2"], softmax)
        return output(hidden(x))

    def predict(self, x):
        return self(x)

    def loss(self, x, t):
        return cross_entropy_error(self(x), t)

    def accuracy(self, x, t):
        return np.mean(self(x).argmax(axis=-1) == t.argmax(axis=-1))

    def numerical_gradient(self, x, t):
        return {
            name: numerical_gradient(lambda _: self.loss(x, t), self[name]) for name in self.params
        }
