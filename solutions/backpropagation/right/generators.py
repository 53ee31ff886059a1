"""A layer is a generator: it is sent x, yields y, is sent dout, yields dx."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax


class Coroutine:
    def forward(self, *inputs):
        self.running = self.run(*inputs)
        return next(self.running)

    def backward(self, dout=1):
        try:
            answer = self.running.send(dout)
        finally:
            next(self.running)
        return answer


class Relu(Coroutine):
    def run(self, x):
        on = x > 0
        dout = yield np.where(on, x, 0.0)
        while True:
            yield dout * on
            dout = yield


class Sigmoid(Coroutine):
    def run(self, x):
        y = sigmoid(x)
        dout = yield y.copy()
        while True:
            yield dout * y * (1 - y)
            dout = yield


class Affine(Coroutine):
    def __init__(self, W, b):
        self.W, self.b = W, b

    def run(self, x):
        rows = x.reshape(len(x), -1)
        dout = yield rows @ self.W + self.b
        while True:
            self.dW, self.db = rows.T @ dout, dout.sum(axis=0)
            yield (dout @ self.W.T).reshape(x.shape)
            dout = yield


class SoftmaxWithLoss(Coroutine):
    def run(self, x, t):
        y = softmax(x)
        t = t if t.ndim == 2 else np.eye(x.shape[1])[t]
        dout = yield cross_entropy_error(y, t)
        while True:
            yield dout * (y - t) / len(y)
            dout = yield


class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        self.params = {}
        sizes = (input_size, hidden_size, output_size)
        for i, (n, m) in enumerate(zip(sizes, sizes[1:]), 1):
            self.params[f"W{i}"] = np.random.normal(0, weight_init_std, (n, m))
            self.params[f"b{i}"] = np.zeros(m)

    def chain(self):
        p = self.params
        yield Affine(p["W1"], p["b1"])
        yield Relu()
        yield Affine(p["W2"], p["b2"])

    def predict(self, x):
        self.used = []
        for layer in self.chain():
            x = layer.forward(x)
            self.used.append(layer)
        return x

    def loss(self, x, t):
        self.last = SoftmaxWithLoss()
        return self.last.forward(self.predict(x), t)

    def accuracy(self, x, t):
        t = t.argmax(axis=1) if t.ndim == 2 else t
        return np.equal(self.predict(x).argmax(axis=1), t).mean()

    def gradient(self, x, t):
        self.loss(x, t)
        dout = self.last.backward()
        while self.used:
            layer = self.used.pop()
            dout = layer.backward(dout)
            if len(self.used) == 2:
                second = layer
        return {"W1": layer.dW, "b1": layer.db, "W2": second.dW, "b2": second.db}


def gradient_check(net, x, t):
    def differences():
        slow, fast = net.numerical_gradient(x, t), net.gradient(x, t)
        for name in fast:
            yield name, float(np.abs(fast[name] - slow[name]).mean())

    return dict(differences())
