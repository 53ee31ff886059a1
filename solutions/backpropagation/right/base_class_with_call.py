"""A base class whose layers are called like functions and keep what they need in a cache."""

import numpy as np


class Layer:
    def __call__(self, *inputs):
        return self.forward(*inputs)

    def keep(self, **values):
        self.cache = values


class Relu(Layer):
    def forward(self, x):
        self.keep(positive=(x > 0).astype(x.dtype))
        return x * self.cache["positive"]

    def backward(self, dout):
        return dout * self.cache["positive"]


class Sigmoid(Layer):
    def forward(self, x):
        self.keep(y=0.5 * (1.0 + np.tanh(x / 2.0)))
        return self.cache["y"]

    def backward(self, dout):
        y = self.cache["y"]
        return dout * (y - y * y)


class Affine(Layer):
    def __init__(self, W, b):
        self.W, self.b = W, b
        self.dW = np.zeros_like(W)
        self.db = np.zeros_like(b)

    def forward(self, x):
        self.keep(rows=x.reshape(x.shape[0], np.prod(x.shape[1:], dtype=int)), shape=x.shape)
        return np.matmul(self.cache["rows"], self.W) + self.b

    def backward(self, dout):
        self.dW = np.matmul(self.cache["rows"].T, dout)
        self.db = np.add.reduce(dout, axis=0)
        return np.matmul(dout, self.W.T).reshape(self.cache["shape"])


class SoftmaxWithLoss(Layer):
    def forward(self, x, t):
        z = x - x.max(axis=1, keepdims=True)
        log_y = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
        if t.shape != x.shape:
            t = np.eye(x.shape[1])[t]
        self.keep(y=np.exp(log_y), t=t)
        return -(t * log_y).sum() / x.shape[0]

    def backward(self, dout=1):
        y, t = self.cache["y"], self.cache["t"]
        return (y - t) * (dout / y.shape[0])


class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        shapes = {"1": (input_size, hidden_size), "2": (hidden_size, output_size)}
        self.params = {}
        for number, shape in shapes.items():
            self.params["W" + number] = np.random.normal(0.0, weight_init_std, shape)
            self.params["b" + number] = np.zeros(shape[1])
        self.affines = {n: Affine(self.params["W" + n], self.params["b" + n]) for n in shapes}
        self.relu, self.last = Relu(), SoftmaxWithLoss()

    def predict(self, x):
        return self.affines["2"](self.relu(self.affines["1"](x)))

    def loss(self, x, t):
        return self.last(self.predict(x), t)

    def accuracy(self, x, t):
        t = np.argmax(t, axis=-1) if t.ndim > 1 else t
        return np.count_nonzero(np.argmax(self.predict(x), axis=-1) == t) / len(x)

    def gradient(self, x, t):
        self.loss(x, t)
        down = self.affines["2"].backward(self.last.backward())
        self.affines["1"].backward(self.relu.backward(down))
        return {w + n: getattr(a, "d" + w) for n, a in self.affines.items() for w in "Wb"}


def gradient_check(net, x, t):
    slow, fast = net.numerical_gradient(x, t), net.gradient(x, t)
    return {name: float(np.abs(slow[name] - fast[name]).mean()) for name in net.params}
