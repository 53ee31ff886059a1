"""Plain loops over rows and columns, as one first writes them."""

import math

import numpy as np


class Relu:
    def forward(self, x):
        self.x = x.copy()
        out = np.zeros(x.shape)
        for i in np.ndindex(x.shape):
            if x[i] > 0:
                out[i] = x[i]
        return out

    def backward(self, dout):
        dx = np.zeros(dout.shape)
        for i in np.ndindex(dout.shape):
            if self.x[i] > 0:
                dx[i] = dout[i]
        return dx


class Sigmoid:
    def forward(self, x):
        self.y = np.zeros(x.shape)
        for i in np.ndindex(x.shape):
            self.y[i] = 1 / (1 + math.exp(-x[i]))
        return self.y

    def backward(self, dout):
        dx = np.zeros(dout.shape)
        for i in np.ndindex(dout.shape):
            dx[i] = dout[i] * self.y[i] * (1 - self.y[i])
        return dx


class Affine:
    def __init__(self, W, b):
        self.W = W
        self.b = b

    def forward(self, x):
        self.shape = x.shape
        self.x = x.reshape(x.shape[0], -1)
        n, k = self.x.shape[0], self.W.shape[1]
        out = np.zeros((n, k))
        for i in range(n):
            for j in range(k):
                out[i, j] = self.b[j]
                for d in range(self.W.shape[0]):
                    out[i, j] += self.x[i, d] * self.W[d, j]
        return out

    def backward(self, dout):
        self.dW = np.zeros(self.W.shape)
        self.db = np.zeros(self.b.shape)
        dx = np.zeros(self.x.shape)
        for i in range(dout.shape[0]):
            for j in range(dout.shape[1]):
                self.db[j] += dout[i, j]
                for d in range(self.W.shape[0]):
                    self.dW[d, j] += self.x[i, d] * dout[i, j]
                    dx[i, d] += self.W[d, j] * dout[i, j]
        return dx.reshape(self.shape)


class SoftmaxWithLoss:
    def forward(self, x, t):
        self.y = np.zeros(x.shape)
        self.t = np.zeros(x.shape)
        total = 0.0
        for i in range(x.shape[0]):
            powers = [math.exp(score - max(x[i])) for score in x[i]]
            for k in range(x.shape[1]):
                self.y[i, k] = powers[k] / sum(powers)
            right = int(t[i]) if t.ndim == 1 else int(np.argmax(t[i]))
            self.t[i, right] = 1.0
            total -= math.log(self.y[i, right])
        return total / x.shape[0]

    def backward(self, dout=1):
        dx = np.zeros(self.y.shape)
        for i in range(dx.shape[0]):
            for k in range(dx.shape[1]):
                dx[i, k] = dout * (self.y[i, k] - self.t[i, k]) / dx.shape[0]
        return dx


class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        self.params = {}
        self.params["W1"] = np.random.randn(input_size, hidden_size) * weight_init_std
        self.params["b1"] = np.zeros(hidden_size)
        self.params["W2"] = np.random.randn(hidden_size, output_size) * weight_init_std
        self.params["b2"] = np.zeros(output_size)
        self.affine1 = Affine(self.params["W1"], self.params["b1"])
        self.relu = Relu()
        self.affine2 = Affine(self.params["W2"], self.params["b2"])
        self.softmax = SoftmaxWithLoss()

    def predict(self, x):
        a = self.affine1.forward(x)
        z = self.relu.forward(a)
        return self.affine2.forward(z)

    def loss(self, x, t):
        return self.softmax.forward(self.predict(x), t)

    def accuracy(self, x, t):
        scores = self.predict(x)
        hits = 0
        for i in range(len(x)):
            right = t[i] if t.ndim == 1 else np.argmax(t[i])
            if np.argmax(scores[i]) == right:
                hits += 1
        return hits / len(x)

    def gradient(self, x, t):
        self.loss(x, t)
        d = self.softmax.backward(1)
        d = self.affine2.backward(d)
        d = self.relu.backward(d)
        d = self.affine1.backward(d)
        grads = {}
        grads["W1"] = self.affine1.dW
        grads["b1"] = self.affine1.db
        grads["W2"] = self.affine2.dW
        grads["b2"] = self.affine2.db
        return grads


def gradient_check(net, x, t):
    numerical = net.numerical_gradient(x, t)
    backprop = net.gradient(x, t)
    result = {}
    for name in numerical:
        total, count = 0.0, 0
        for i in np.ndindex(numerical[name].shape):
            total += abs(numerical[name][i] - backprop[name][i])
            count += 1
        result[name] = total / count
    return result
