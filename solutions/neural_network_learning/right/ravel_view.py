"""Moves x through a raveled view, h = 1e-6; parameters are views of one long vector."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax


def numerical_gradient(f, x, eps=1e-6):
    view = x.ravel()  # shares memory with x, so writing here writes into x
    grad = np.empty(x.size)
    for i in range(len(view)):
        old = view[i]
        view[i] = old + eps
        hi = f(x)
        view[i] = old - eps
        lo = f(x)
        view[i] = old
        grad[i] = (hi - lo) / (2.0 * eps)
    return grad.reshape(x.shape)


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    table = np.zeros((step_num, init_x.size))
    x = np.copy(init_x)
    row = 0
    while row < step_num:
        table[row, :] = x.ravel()
        x -= lr * numerical_gradient(f, x)
        row += 1
    return x, table.reshape((step_num,) + init_x.shape)


class SimpleNet:
    def __init__(self):
        self.W = np.random.standard_normal(6).reshape(2, 3)

    def predict(self, x):
        return x @ self.W

    def loss(self, x, t):
        scores = self.predict(x)
        probabilities = softmax(scores)
        return cross_entropy_error(probabilities, t)


class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        i, h, o = input_size, hidden_size, output_size
        # one long vector of all parameters, and four views into it
        self.theta = np.zeros(i * h + h + h * o + o)
        a, b, c = i * h, i * h + h, i * h + h + h * o
        self.params = {
            "W1": self.theta[:a].reshape(i, h),
            "b1": self.theta[a:b],
            "W2": self.theta[b:c].reshape(h, o),
            "b2": self.theta[c:],
        }
        for key in ("W1", "W2"):
            self.params[key][...] = weight_init_std * np.random.randn(*self.params[key].shape)

    def predict(self, x):
        p = self.params
        hidden = sigmoid(x @ p["W1"] + p["b1"])
        return softmax(hidden @ p["W2"] + p["b2"])

    def loss(self, x, t):
        return cross_entropy_error(self.predict(x), t)

    def accuracy(self, x, t):
        y = self.predict(x)
        return np.mean(np.argmax(y, 1) == np.argmax(t, 1))

    def numerical_gradient(self, x, t):
        f = lambda _: self.loss(x, t)
        return {k: numerical_gradient(f, v) for k, v in self.params.items()}
