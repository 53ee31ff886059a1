"""lr, step_num and h can only be given by name; history is preallocated, with `out=`."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax


def numerical_gradient(f, x, /, *, h=1e-4):
    grad = np.empty_like(x)
    x_flat, grad_flat = x.reshape(-1), grad.reshape(-1)
    for i, value in enumerate(x_flat.tolist()):
        x_flat[i] = value + h
        grad_flat[i] = f(x)
        x_flat[i] = value - h
        grad_flat[i] -= f(x)
        x_flat[i] = value
    grad /= 2 * h
    return grad


def gradient_descent(f, init_x, *, lr=0.01, step_num=100):
    history = np.empty((step_num + 1, *init_x.shape))
    history[0] = init_x
    for k in range(step_num):
        step = lr * numerical_gradient(f, history[k])
        np.subtract(history[k], step, out=history[k + 1])
    return history[-1], history[:-1]


class SimpleNet:
    __slots__ = ("W",)

    def __init__(self):
        self.W = np.random.normal(size=(2, 3))

    def predict(self, x):
        return np.matmul(x, self.W)

    def loss(self, x, t):
        return cross_entropy_error(softmax(np.matmul(x, self.W)), t)


class TwoLayerNet:
    __slots__ = ("params",)

    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        self.params = {
            "W1": np.empty((input_size, hidden_size)),
            "b1": np.empty(hidden_size),
            "W2": np.empty((hidden_size, output_size)),
            "b2": np.empty(output_size),
        }
        for name, p in self.params.items():
            p[...] = np.random.normal(0, weight_init_std, p.shape) if name[0] == "W" else 0

    def predict(self, x):
        a = np.matmul(x, self.params["W1"])
        a += self.params["b1"]
        a = np.matmul(sigmoid(a), self.params["W2"])
        a += self.params["b2"]
        return softmax(a)

    def loss(self, x, t):
        return cross_entropy_error(self.predict(x), t)

    def accuracy(self, x, t):
        return np.equal(self.predict(x).argmax(-1), t.argmax(-1)).mean()

    def numerical_gradient(self, x, t):
        return {k: numerical_gradient(lambda _: self.loss(x, t), p) for k, p in self.params.items()}
