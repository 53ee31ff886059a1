"""A back-propagated `gradient` beside numerical_gradient, and a method that compares the two."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax


def numerical_gradient(f, x):
    h = 1e-4
    grad = np.zeros_like(x)
    multi = np.nditer(x, flags=["multi_index"], op_flags=[["readwrite"]])
    with multi:
        for cell in multi:
            value = cell.item()
            cell[...] = value + h
            fxh1 = f(x)
            cell[...] = value - h
            fxh2 = f(x)
            cell[...] = value
            grad[multi.multi_index] = (fxh1 - fxh2) / (2 * h)
    return grad


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    """Returns the end point and the points on the way there."""
    x = np.array(init_x, dtype=float, copy=True)
    x_history = []
    for i in range(step_num):
        x_history.append(x.copy())
        grad = numerical_gradient(f, x)
        x = x - lr * grad
    return x, np.array(x_history)


class SimpleNet:
    def __init__(self):
        self.W = np.random.randn(2, 3)
        self.dW = None

    def predict(self, x):
        return np.dot(x, self.W)

    def loss(self, x, t):
        y = softmax(self.predict(x))
        return cross_entropy_error(y, t)

    def numerical_gradient(self, x, t):
        self.dW = numerical_gradient(lambda W: self.loss(x, t), self.W)
        return self.dW


class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        self.params = {
            "W1": weight_init_std * np.random.randn(input_size, hidden_size),
            "b1": np.zeros(hidden_size),
            "W2": weight_init_std * np.random.randn(hidden_size, output_size),
            "b2": np.zeros(output_size),
        }

    def forward(self, x):
        z1 = sigmoid(np.dot(x, self.params["W1"]) + self.params["b1"])
        y = softmax(np.dot(z1, self.params["W2"]) + self.params["b2"])
        return z1, y

    def predict(self, x):
        return self.forward(x)[1]

    def loss(self, x, t):
        _, y = self.forward(x)
        return cross_entropy_error(y, t)

    def accuracy(self, x, t):
        y = np.argmax(self.predict(x), axis=1)
        if t.ndim != 1:
            t = np.argmax(t, axis=1)
        return np.sum(y == t) / float(x.shape[0])

    def numerical_gradient(self, x, t):
        loss_W = lambda W: self.loss(x, t)
        return {key: numerical_gradient(loss_W, self.params[key]) for key in self.params}

    def gradient(self, x, t):
        batch_num = x.shape[0]
        z1, y = self.forward(x)
        dy = (y - t) / batch_num
        dz1 = np.dot(dy, self.params["W2"].T)
        da1 = (1.0 - z1) * z1 * dz1
        return {
            "W2": np.dot(z1.T, dy),
            "b2": np.sum(dy, axis=0),
            "W1": np.dot(x.T, da1),
            "b1": np.sum(da1, axis=0),
        }

    def check(self, x, t):
        a, b = self.numerical_gradient(x, t), self.gradient(x, t)
        return {key: np.average(np.abs(a[key] - b[key])) for key in a}
