"""Imports nothing but NumPy: its own sigmoid, a softmax without the maximum, a log with 1e-6."""

import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def softmax(a):
    exp_a = np.exp(a)
    if a.ndim == 1:
        return exp_a / np.sum(exp_a)
    return exp_a / np.sum(exp_a, axis=1).reshape(-1, 1)


def cross_entropy_error(y, t):
    delta = 1e-6
    if y.ndim == 1:
        t = t.reshape(1, t.size)
        y = y.reshape(1, y.size)
    batch_size = y.shape[0]
    return -np.sum(t * np.log(y + delta)) / batch_size


def numerical_diff(f, x):
    h = 1e-4
    return (f(x + h) - f(x - h)) / (2 * h)


def numerical_gradient(f, x):
    grad = np.zeros_like(x)
    for idx in np.ndindex(x.shape):
        tmp_val = x[idx]

        def along_idx(value):
            x[idx] = value
            return f(x)

        grad[idx] = numerical_diff(along_idx, tmp_val)
        x[idx] = tmp_val
    return grad


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x
    history = np.array([])
    for i in range(step_num):
        history = np.append(history, x)
        x -= lr * numerical_gradient(f, x)
    return x, history.reshape(step_num, *init_x.shape)


class SimpleNet:
    def __init__(self):
        self.W = np.random.normal(0, 1, (2, 3))

    def predict(self, x):
        return np.dot(x, self.W)

    def loss(self, x, t):
        return cross_entropy_error(softmax(self.predict(x)), t)


class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        self.params = {}
        self.params["W1"] = np.random.normal(0, weight_init_std, (input_size, hidden_size))
        self.params["b1"] = np.zeros(hidden_size)
        self.params["W2"] = np.random.normal(0, weight_init_std, (hidden_size, output_size))
        self.params["b2"] = np.zeros(output_size)

    def predict(self, x):
        a1 = np.dot(x, self.params["W1"]) + self.params["b1"]
        z1 = sigmoid(a1)
        a2 = np.dot(z1, self.params["W2"]) + self.params["b2"]
        return softmax(a2)

    def loss(self, x, t):
        return cross_entropy_error(self.predict(x), t)

    def accuracy(self, x, t):
        return np.mean(np.argmax(self.predict(x), axis=1) == np.argmax(t, axis=1))

    def numerical_gradient(self, x, t):
        grads = {}
        for name in self.params:
            grads[name] = numerical_gradient(lambda _: self.loss(x, t), self.params[name])
        return grads
