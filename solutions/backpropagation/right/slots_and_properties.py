"""__slots__, and dW and db as properties that are computed when they are asked for."""

import numpy as np
from common.functions import cross_entropy_error, softmax


class Relu:
    __slots__ = ("_x",)

    def forward(self, x):
        self._x = np.array(x)
        return 0.5 * (x + np.abs(x))

    def backward(self, dout):
        return dout * np.greater(self._x, 0)


class Sigmoid:
    __slots__ = ("_x",)

    def forward(self, x):
        self._x = np.array(x)
        return 1 / (1 + np.exp(-x))

    def backward(self, dout):
        e = np.exp(-np.abs(self._x))
        return dout * e / (1 + e) ** 2


class Affine:
    __slots__ = ("W", "b", "_x", "_dout")

    def __init__(self, W, b):
        self.W, self.b = W, b

    @property
    def _rows(self):
        return self._x.reshape(self._x.shape[0], -1)

    @property
    def dW(self):
        return self._rows.T @ self._dout

    @property
    def db(self):
        return self._dout.sum(axis=0)

    def forward(self, x):
        self._x = x
        return self._rows @ self.W + self.b

    def backward(self, dout):
        self._dout = dout
        return (dout @ self.W.T).reshape(self._x.shape)


class SoftmaxWithLoss:
    __slots__ = ("_y", "_t")

    def forward(self, x, t):
        self._y = softmax(x)
        self._t = np.equal.outer(t, np.arange(x.shape[1])) if t.ndim == 1 else t
        return cross_entropy_error(self._y, self._t * 1)

    def backward(self, dout=1):
        return (self._y - self._t) * dout / self._y.shape[0]


class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        d, h, k = input_size, hidden_size, output_size
        self.params = {
            "W1": np.random.normal(size=(d, h)) * weight_init_std,
            "b1": np.zeros(h),
            "W2": np.random.normal(size=(h, k)) * weight_init_std,
            "b2": np.zeros(k),
        }

    def predict(self, x):
        p = self.params
        self.z = np.maximum(x @ p["W1"] + p["b1"], 0)
        return self.z @ p["W2"] + p["b2"]

    def loss(self, x, t):
        self.end = SoftmaxWithLoss()
        return self.end.forward(self.predict(x), t)

    def accuracy(self, x, t):
        best = np.argmax(self.predict(x), axis=1)
        return float(np.mean(best == (np.argmax(t, axis=1) if np.ndim(t) == 2 else t)))

    def gradient(self, x, t):
        self.loss(x, t)
        d2 = self.end.backward()
        d1 = (d2 @ self.params["W2"].T) * (self.z > 0)
        return dict(W1=x.T @ d1, b1=d1.sum(0), W2=self.z.T @ d2, b2=d2.sum(0))


def gradient_check(net, x, t):
    pairs = zip(net.numerical_gradient(x, t).items(), net.gradient(x, t).items())
    return {name: np.mean(abs(one - other)) for (name, one), (_, other) in pairs}
