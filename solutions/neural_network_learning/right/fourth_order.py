"""The five-point difference of fourth order with h = 1e-3, and cross entropy without an epsilon."""

import numpy as np
from common.functions import sigmoid, softmax

# offsets (in units of h) and weights of the stencil
STENCIL = ((-2, 1 / 12), (-1, -8 / 12), (1, 8 / 12), (2, -1 / 12))


def numerical_gradient(f, x):
    h = 1e-3
    grad = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        x_i = x[i]
        for offset, weight in STENCIL:
            x[i] = x_i + offset * h
            grad[i] += weight * f(x)
        x[i] = x_i
    return grad / h


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x.copy()
    history = np.zeros((step_num, *init_x.shape))
    for n in range(step_num):
        np.copyto(history[n], x)
        np.copyto(x, x - lr * numerical_gradient(f, x))
    return x, history


class SimpleNet:
    def __init__(self):
        self.W = np.random.randn(2, 3)

    def predict(self, x):
        return x @ self.W

    def loss(self, x, t):
        y = softmax(self.predict(x))
        return -np.sum(t * np.log(y)) / (1 if y.ndim == 1 else len(y))


class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        self.params = {
            "W1": np.random.normal(0, weight_init_std, size=(input_size, hidden_size)),
            "b1": np.zeros(hidden_size),
            "W2": np.random.normal(0, weight_init_std, size=(hidden_size, output_size)),
            "b2": np.zeros(output_size),
        }

    def predict(self, x):
        W1, b1 = self.params["W1"], self.params["b1"]
        W2, b2 = self.params["W2"], self.params["b2"]
        return softmax(sigmoid(x @ W1 + b1) @ W2 + b2)

    def loss(self, x, t):
        # log of the probability of the right class, averaged over the batch
        return -np.mean(np.log((self.predict(x) * t).sum(axis=-1)))

    def accuracy(self, x, t):
        y = self.predict(x)
        return np.mean(y.argmax(axis=-1) == t.argmax(axis=-1))

    def numerical_gradient(self, x, t):
        grads = {}
        for name, p in self.params.items():
            grads[name] = numerical_gradient(lambda _: self.loss(x, t), p)
        return grads
