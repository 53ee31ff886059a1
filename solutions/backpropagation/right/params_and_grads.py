"""The second textbook's style: every layer has lists params and grads, which are written in place."""

import numpy as np
from common.functions import softmax


class Relu:
    def __init__(self):
        self.params, self.grads = [], []

    def forward(self, x):
        self.x = x
        return np.maximum(0.0, x)

    def backward(self, dout):
        return dout * (self.x > 0)


class Sigmoid:
    def __init__(self):
        self.params, self.grads = [], []

    def forward(self, x):
        self.out = 1 / (1 + np.exp(-x))
        return self.out

    def backward(self, dout):
        return dout * (1.0 - self.out) * self.out


class Affine:
    def __init__(self, W, b):
        self.params = [W, b]
        self.grads = [np.zeros_like(W), np.zeros_like(b)]

    @property
    def dW(self):
        return self.grads[0]

    @property
    def db(self):
        return self.grads[1]

    def forward(self, x):
        W, b = self.params
        self.x = x
        return x.reshape(x.shape[0], -1) @ W + b

    def backward(self, dout):
        W, _ = self.params
        flat = self.x.reshape(self.x.shape[0], -1)
        self.grads[0][...] = flat.T @ dout
        self.grads[1][...] = dout.sum(axis=0)
        return (dout @ W.T).reshape(self.x.shape)


class SoftmaxWithLoss:
    def __init__(self):
        self.params, self.grads = [], []

    def forward(self, x, t):
        self.y = softmax(x)
        self.labels = t if t.ndim == 1 else t.argmax(axis=1)
        picked = self.y[np.arange(len(x)), self.labels]
        return -np.log(picked + 1e-7).sum() / len(x)

    def backward(self, dout=1):
        dx = self.y.copy()
        dx[np.arange(len(dx)), self.labels] -= 1
        dx *= dout
        return dx / len(dx)


class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        I, H, O = input_size, hidden_size, output_size
        W1, b1 = weight_init_std * np.random.randn(I, H), np.zeros(H)
        W2, b2 = weight_init_std * np.random.randn(H, O), np.zeros(O)
        self.layers = [Affine(W1, b1), Relu(), Affine(W2, b2)]
        self.loss_layer = SoftmaxWithLoss()
        self.weights, self.grads = [], []
        for layer in self.layers:
            self.weights += layer.params
            self.grads += layer.grads
        self.params = dict(zip(("W1", "b1", "W2", "b2"), self.weights))

    def predict(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def loss(self, x, t):
        return self.loss_layer.forward(self.predict(x), t)

    def accuracy(self, x, t):
        labels = t if t.ndim == 1 else t.argmax(axis=1)
        return np.mean(self.predict(x).argmax(axis=1) == labels)

    def gradient(self, x, t):
        self.loss(x, t)
        dout = self.loss_layer.backward()
        for layer in reversed(self.layers):
            dout = layer.backward(dout)
        return dict(zip(("W1", "b1", "W2", "b2"), (g.copy() for g in self.grads)))


def gradient_check(net, x, t):
    numerical, backprop = net.numerical_gradient(x, t), net.gradient(x, t)
    return {k: np.abs(numerical[k] - backprop[k]).sum() / numerical[k].size for k in backprop}
