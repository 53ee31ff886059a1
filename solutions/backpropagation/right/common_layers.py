"""The layers come first; the net imports them from the course's package, which is this notebook."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax


class Relu:
    def forward(self, x):
        self.out = np.fmax(x, 0)
        return self.out

    def backward(self, dout):
        return np.where(self.out, dout, 0)


class Sigmoid:
    def forward(self, x):
        self.out = sigmoid(x)
        return self.out

    def backward(self, dout):
        return self.out * dout - self.out * self.out * dout


class Affine:
    def __init__(self, W, b):
        self.W = W
        self.b = b

    def forward(self, x):
        self.x = x
        return x.reshape((x.shape[0], -1)).dot(self.W) + self.b

    def backward(self, dout):
        n = self.x.shape[0]
        self.dW = self.x.reshape((n, -1)).transpose().dot(dout)
        self.db = dout.sum(axis=0)
        return dout.dot(self.W.transpose()).reshape(self.x.shape)


class SoftmaxWithLoss:
    def forward(self, x, t):
        self.y = softmax(x)
        self.t = t
        return cross_entropy_error(self.y, t)

    def backward(self, dout=1):
        n, k = self.y.shape
        t = self.t if self.t.shape == (n, k) else np.eye(k)[self.t]
        return (self.y - t) / n * dout


from common.layers import *


class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        W1 = weight_init_std * np.random.randn(input_size, hidden_size)
        W2 = weight_init_std * np.random.randn(hidden_size, output_size)
        self.params = {"W1": W1, "b1": np.zeros(hidden_size)}
        self.params.update(W2=W2, b2=np.zeros(output_size))
        p = self.params
        self.layers = (Affine(p["W1"], p["b1"]), Relu(), Affine(p["W2"], p["b2"]))
        self.lastLayer = SoftmaxWithLoss()

    def predict(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def loss(self, x, t):
        return self.lastLayer.forward(self.predict(x), t)

    def accuracy(self, x, t):
        if t.ndim == 2:
            t = t.argmax(axis=1)
        return sum(self.predict(x).argmax(axis=1) == t) / len(t)

    def gradient(self, x, t):
        self.loss(x, t)
        dout = self.lastLayer.backward()
        for layer in self.layers[::-1]:
            dout = layer.backward(dout)
        grads = {}
        for number, layer in ((1, self.layers[0]), (2, self.layers[2])):
            grads[f"W{number}"] = layer.dW
            grads[f"b{number}"] = layer.db
        return grads


def gradient_check(net, x, t):
    numerical = net.numerical_gradient(x, t)
    exact = net.gradient(x, t)
    check = {}
    for key, value in numerical.items():
        check[key] = np.mean(np.sqrt((value - exact[key]) ** 2))
    return check
