"""A net of any depth, of which the one with two layers is a special case; layers have extra methods."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax


class Layer:
    def parameters(self):
        return {}


class Relu(Layer):
    def forward(self, x):
        self.gate = np.float64(x > 0)
        return x * self.gate

    def backward(self, dout):
        return dout * self.gate


class Sigmoid(Layer):
    def forward(self, x):
        self.y = sigmoid(x)
        return self.y

    def backward(self, dout):
        return dout * (self.y - self.y**2)


class Affine(Layer):
    def __init__(self, W, b):
        self.W, self.b = W, b

    def parameters(self):
        return {"W": (self.W, "dW"), "b": (self.b, "db")}

    def forward(self, x):
        self.x = x
        return self.flat() @ self.W + self.b

    def flat(self):
        return self.x.reshape(len(self.x), -1)

    def backward(self, dout):
        self.dW = self.flat().T @ dout
        self.db = np.sum(dout, axis=0)
        return (dout @ self.W.T).reshape(self.x.shape)


class SoftmaxWithLoss(Layer):
    def forward(self, x, t):
        self.y, self.t = softmax(x), t
        return cross_entropy_error(self.y, self.t)

    def backward(self, dout=1):
        t = self.t if self.t.ndim == 2 else np.eye(self.y.shape[1])[self.t]
        return dout * (self.y - t) / len(t)


class Net:
    def __init__(self, sizes, std):
        self.stack = []
        for n, m in zip(sizes, sizes[1:]):
            self.stack += [Affine(std * np.random.randn(n, m), np.zeros(m)), Relu()]
        self.stack.pop()
        self.end = SoftmaxWithLoss()

    def numbered(self):
        affine = [layer for layer in self.stack if layer.parameters()]
        for number, layer in enumerate(affine, 1):
            for letter, (value, gradient) in layer.parameters().items():
                yield f"{letter}{number}", layer, value, gradient

    def predict(self, x):
        for layer in self.stack:
            x = layer.forward(x)
        return x

    def loss(self, x, t):
        return self.end.forward(self.predict(x), t)

    def accuracy(self, x, t):
        labels = t if t.ndim == 1 else t.argmax(axis=1)
        return float(np.mean(self.predict(x).argmax(axis=1) == labels))

    def gradient(self, x, t):
        self.loss(x, t)
        dout = self.end.backward()
        for layer in reversed(self.stack):
            dout = layer.backward(dout)
        return {name: getattr(layer, which) for name, layer, _, which in self.numbered()}


class TwoLayerNet(Net):
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        super().__init__([input_size, hidden_size, output_size], weight_init_std)
        self.params = {name: value for name, _, value, _ in self.numbered()}


def gradient_check(net, x, t):
    numerical = {name: g.copy() for name, g in net.numerical_gradient(x, t).items()}
    for name, g in net.gradient(x, t).items():
        numerical[name] = np.abs(numerical[name] - g)
    return {name: g.mean() for name, g in numerical.items()}
