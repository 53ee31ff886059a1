"""Relu and Sigmoid share a base class: a function, and its slope given the output."""

import numpy as np
from common.functions import cross_entropy_error, relu, sigmoid, softmax
from common.gradient import numerical_gradient as differences


class Elementwise:
    def forward(self, x):
        self.y = self.function(x)
        return self.y

    def backward(self, dout):
        return dout * self.slope(self.y)


class Relu(Elementwise):
    function = staticmethod(lambda x: relu(x))
    slope = staticmethod(lambda y: y > 0)


class Sigmoid(Elementwise):
    function = staticmethod(sigmoid)
    slope = staticmethod(lambda y: y * (1 - y))


class Linear:
    def __init__(self, W, b):
        self.W, self.b, self.gradients = W, b, (None, None)

    dW = property(lambda self: self.gradients[0])
    db = property(lambda self: self.gradients[1])

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, dout):
        self.gradients = self.x.T @ dout, dout.sum(axis=0)
        return dout @ self.W.T


class Affine(Linear):
    """A Linear that takes images."""

    def forward(self, x):
        self.shape = x.shape
        return super().forward(x.reshape(len(x), -1))

    def backward(self, dout):
        return super().backward(dout).reshape(self.shape)


class SoftmaxWithLoss:
    def forward(self, x, t):
        self.difference = softmax(x)
        loss = cross_entropy_error(self.difference, t)
        self.difference -= t if t.ndim == 2 else np.eye(x.shape[1])[t]
        return loss

    def backward(self, dout=1):
        return dout * self.difference / len(self.difference)


class TwoLayerNet:
    """Numerical differences with a smaller step do, since they are right to 1e-6."""

    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        self.params = {
            "W1": weight_init_std * np.random.randn(input_size, hidden_size),
            "b1": np.zeros(hidden_size),
            "W2": weight_init_std * np.random.randn(hidden_size, output_size),
            "b2": np.zeros(output_size),
        }

    def predict(self, x):
        p = self.params
        return relu(x @ p["W1"] + p["b1"]) @ p["W2"] + p["b2"]

    def loss(self, x, t):
        return SoftmaxWithLoss().forward(self.predict(x), t)

    def accuracy(self, x, t):
        t = t if t.ndim == 1 else np.argmax(t, axis=1)
        return np.average(np.argmax(self.predict(x), axis=1) == t)

    def gradient(self, x, t):
        return {k: differences(lambda _: self.loss(x, t), p) for k, p in self.params.items()}


def gradient_check(net, x, t):
    grads = {"numerical": net.numerical_gradient(x, t), "backprop": net.gradient(x, t)}
    return {
        key: float(np.abs(np.subtract(*(g[key] for g in grads.values()))).mean())
        for key in grads["backprop"]
    }
