"""Its own numerical_gradient, then `from common.gradient import numerical_gradient` as well."""

import os
import sys

sys.path.append(os.pardir)  # to find the files of the parent directory
import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax


# ---- exercise 1
def numerical_gradient(f, x):
    h = 1e-4
    grad = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        tmp = x[i]
        x[i] = tmp + h
        fxh1 = f(x)
        x[i] = tmp - h
        fxh2 = f(x)
        x[i] = tmp
        grad[i] = (fxh1 - fxh2) / (2 * h)
    return grad


# ---- exercise 2
def gradient_descent(f, init_x, lr=0.01, step_num=100):
    from common.gradient import numerical_gradient as gradient

    x = np.array(init_x)
    x_history = []
    for _ in range(step_num):
        x_history.append(np.array(x))
        x -= lr * gradient(f, x)
    return x, np.array(x_history)


# ---- exercises 3 and 4
from common.functions import *
from common.gradient import numerical_gradient


class SimpleNet:
    def __init__(self):
        self.W = np.random.randn(2, 3)

    def predict(self, x):
        return np.dot(x, self.W)

    def loss(self, x, t):
        return cross_entropy_error(softmax(np.dot(x, self.W)), t)


class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        self.params = {}
        self.params["W1"] = weight_init_std * np.random.randn(input_size, hidden_size)
        self.params["b1"] = np.zeros(hidden_size)
        self.params["W2"] = weight_init_std * np.random.randn(hidden_size, output_size)
        self.params["b2"] = np.zeros(output_size)

    def predict(self, x):
        a1 = np.dot(x, self.params["W1"]) + self.params["b1"]
        a2 = np.dot(sigmoid(a1), self.params["W2"]) + self.params["b2"]
        return softmax(a2)

    def loss(self, x, t):
        return cross_entropy_error(self.predict(x), t)

    def accuracy(self, x, t):
        p = np.argmax(self.predict(x), axis=1)
        if t.ndim == 2:
            t = np.argmax(t, axis=1)
        return np.count_nonzero(p == t) / x.shape[0]

    def numerical_gradient(self, x, t):
        loss_W = lambda W: self.loss(x, t)
        grads = {}
        grads["W1"] = numerical_gradient(loss_W, self.params["W1"])
        grads["b1"] = numerical_gradient(loss_W, self.params["b1"])
        grads["W2"] = numerical_gradient(loss_W, self.params["W2"])
        grads["b2"] = numerical_gradient(loss_W, self.params["b2"])
        return grads
