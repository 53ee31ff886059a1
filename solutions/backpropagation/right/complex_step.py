"""The net's gradient by the complex step, which is exact; it needs no layer."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax


class Relu:
    def forward(self, x):
        self.slope = np.ones_like(x)
        self.slope[x <= 0] = 0.0
        return np.multiply(x, self.slope)

    def backward(self, dout):
        return np.multiply(dout, self.slope)


class Sigmoid:
    def forward(self, x):
        self.x = np.copy(x)
        return sigmoid(self.x)

    def backward(self, dout):
        return dout * sigmoid(self.x) * sigmoid(-self.x)


class Affine:
    def __init__(self, W, b):
        self.W = W
        self.b = b

    def forward(self, x):
        self.x = np.array([sample.ravel() for sample in x])
        self.like = np.zeros_like(x)
        return self.x @ self.W + self.b

    def backward(self, dout):
        self.dW = sum(np.outer(row, d) for row, d in zip(self.x, dout))
        self.db = sum(dout)
        return np.array([self.W @ d for d in dout]).reshape(self.like.shape)


class SoftmaxWithLoss:
    def forward(self, x, t):
        self.t = np.array([np.eye(x.shape[1])[i] for i in t]) if t.ndim == 1 else t
        self.y = softmax(x)
        return cross_entropy_error(self.y, self.t)

    def backward(self, dout=1):
        return np.array([(y - t) * dout / len(self.t) for y, t in zip(self.y, self.t)])


class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        self.params = {
            "W1": weight_init_std * np.random.randn(input_size, hidden_size),
            "b1": np.zeros(hidden_size),
            "W2": weight_init_std * np.random.randn(hidden_size, output_size),
            "b2": np.zeros(output_size),
        }

    @staticmethod
    def scores(p, x):
        a = x @ p["W1"] + p["b1"]
        return np.where(a.real > 0, a, 0) @ p["W2"] + p["b2"]

    @classmethod
    def loss_of(cls, p, x, t):
        a = cls.scores(p, x)
        e = np.exp(a - a.real.max(axis=1, keepdims=True))
        y = e / e.sum(axis=1, keepdims=True)
        labels = t if t.ndim == 1 else t.argmax(axis=1)
        return -np.mean(np.log(y[np.arange(len(x)), labels]))

    def predict(self, x):
        return self.scores(self.params, x)

    def loss(self, x, t):
        return float(self.loss_of(self.params, x, t).real)

    def accuracy(self, x, t):
        labels = t if t.ndim == 1 else t.argmax(axis=1)
        return float(np.mean(self.predict(x).argmax(axis=1) == labels))

    def gradient(self, x, t):
        grads, h = {}, 1e-30
        for name, value in self.params.items():
            grads[name] = np.zeros(value.shape)
            for i in np.ndindex(value.shape):
                p = {k: v.astype(complex) for k, v in self.params.items()}
                p[name][i] += 1j * h
                grads[name][i] = self.loss_of(p, x, t).imag / h
        return grads


def gradient_check(net, x, t):
    result = {}
    for name, grad in net.numerical_gradient(x, t).items():
        difference = grad - net.gradient(x, t)[name]
        result[name] = sum(abs(d) for d in difference.ravel()) / difference.size
    return result
