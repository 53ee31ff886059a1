"""An extra parameter h everywhere, passed on by name from the descent to the gradient."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax


def numerical_gradient(f, x, h=1e-4, verbose=False):
    grad = np.zeros_like(x)
    it = np.nditer(grad, flags=["multi_index"], op_flags=["writeonly"])
    for g in it:
        idx = it.multi_index
        xi = x[idx]
        x[idx] = xi + h
        f1 = f(x)
        x[idx] = xi - h
        f2 = f(x)
        x[idx] = xi
        g[...] = (f1 - f2) / (2 * h)
        if verbose:
            print(idx, float(g))
    return grad


def gradient_descent(f, init_x, lr=0.01, step_num=100, h=1e-4, verbose=False):
    x = init_x.copy()
    history = []
    for step in range(step_num):
        history.append(x.copy())
        x -= lr * numerical_gradient(f, x, h=h)
        if verbose:
            print(step, x)
    return x, history


class SimpleNet:
    def __init__(self, n_in=2, n_out=3, std=1.0):
        self.W = std * np.random.randn(n_in, n_out)

    def predict(self, x, W=None):
        return np.dot(x, self.W if W is None else W)

    def loss(self, x, t, W=None):
        return cross_entropy_error(softmax(self.predict(x, W)), t)


class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01, bias=0.0):
        self.params = {}
        self.params["W1"] = np.random.normal(0, weight_init_std, (input_size, hidden_size))
        self.params["b1"] = np.full(hidden_size, bias)
        self.params["W2"] = np.random.normal(0, weight_init_std, (hidden_size, output_size))
        self.params["b2"] = np.full(output_size, bias)

    def predict(self, x, params=None):
        p = params or self.params
        return softmax(sigmoid(x @ p["W1"] + p["b1"]) @ p["W2"] + p["b2"])

    def loss(self, x, t, params=None):
        return cross_entropy_error(self.predict(x, params), t)

    def accuracy(self, x, t, params=None):
        return np.mean(np.argmax(self.predict(x, params), axis=-1) == np.argmax(t, axis=-1))

    def numerical_gradient(self, x, t, h=1e-4):
        grads = {}
        for key in self.params:
            grads[key] = numerical_gradient(lambda _: self.loss(x, t), self.params[key], h=h)
        return grads
