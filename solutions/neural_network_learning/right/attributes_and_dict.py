"""Parameters are attributes W1, b1, W2, b2; `params` only points at the same four arrays."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax


def numerical_gradient(f, x):
    h = 1e-4
    grad = np.zeros_like(x)
    if x.ndim == 1:
        for i in range(x.shape[0]):
            t = x[i]
            x[i] = t + h
            a = f(x)
            x[i] = t - h
            b = f(x)
            x[i] = t
            grad[i] = (a - b) / (2 * h)
    else:
        for i in range(x.shape[0]):
            for j in range(x.shape[1]):
                t = x[i, j]
                x[i, j] = t + h
                a = f(x)
                x[i, j] = t - h
                b = f(x)
                x[i, j] = t
                grad[i, j] = (a - b) / (2 * h)
    return grad


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    history = []
    x = init_x
    for i in range(0, step_num, 1):
        history.append(x * 1)
        g = numerical_gradient(f, x)
        x -= lr * g
    history = np.array(history)
    return x, history


class SimpleNet:
    def __init__(self):
        w = np.random.randn(6)
        self.W = np.array([[w[0], w[1], w[2]], [w[3], w[4], w[5]]])

    def predict(self, x):
        y = np.dot(x, self.W)
        return y

    def loss(self, x, t):
        z = self.predict(x)
        y = softmax(z)
        loss = cross_entropy_error(y, t)
        return loss


class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        self.W1 = np.random.randn(input_size, hidden_size)
        self.W1 *= weight_init_std
        self.b1 = np.zeros(hidden_size)
        self.W2 = np.random.randn(hidden_size, output_size)
        self.W2 *= weight_init_std
        self.b2 = np.zeros(output_size)
        self.params = {"W1": self.W1, "b1": self.b1, "W2": self.W2, "b2": self.b2}

    def predict(self, x):
        a1 = np.dot(x, self.W1) + self.b1
        z1 = sigmoid(a1)
        a2 = np.dot(z1, self.W2) + self.b2
        y = softmax(a2)
        return y

    def loss(self, x, t):
        y = self.predict(x)
        return cross_entropy_error(y, t)

    def accuracy(self, x, t):
        y = np.argmax(self.predict(x), axis=1)
        t = np.argmax(t, axis=1)
        accuracy = np.sum(y == t) / float(x.shape[0])
        return accuracy

    def numerical_gradient(self, x, t):
        grads = {}
        grads["W1"] = numerical_gradient(lambda W: self.loss(x, t), self.W1)
        grads["b1"] = numerical_gradient(lambda b: self.loss(x, t), self.b1)
        grads["W2"] = numerical_gradient(lambda W: self.loss(x, t), self.W2)
        grads["b2"] = numerical_gradient(lambda b: self.loss(x, t), self.b2)
        return grads
