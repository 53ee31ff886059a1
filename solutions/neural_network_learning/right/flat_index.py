"""`x.flat[k]` for k in range(x.size) with h = 1e-5; everything is reached by one number."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

h = 1e-5


def numerical_gradient(f, x):
    grad = np.zeros(x.shape)
    for k in range(x.size):
        keep = x.flat[k]
        x.flat[k] = keep + h
        up = f(x)
        x.flat[k] = keep - h
        down = f(x)
        x.flat[k] = keep
        grad.flat[k] = (up - down) / (2 * h)
    return grad


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    history = []
    for _ in range(step_num):
        history += [init_x.copy()]
        g = numerical_gradient(f, init_x)
        for k in range(init_x.size):
            init_x.flat[k] -= lr * g.flat[k]
    return init_x, history


class SimpleNet:
    def __init__(self):
        self.W = np.zeros((2, 3))
        for k in range(6):
            self.W.flat[k] = np.random.randn()

    def predict(self, x):
        return np.matmul(x, self.W)

    def loss(self, x, t):
        y = softmax(self.predict(x))
        return cross_entropy_error(y, t)


class TwoLayerNet:
    NAMES = ["W1", "b1", "W2", "b2"]

    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        shapes = [(input_size, hidden_size), hidden_size, (hidden_size, output_size), output_size]
        self.params = {}
        for name, shape in zip(self.NAMES, shapes):
            if name.startswith("W"):
                self.params[name] = np.random.randn(*shape) * weight_init_std
            else:
                self.params[name] = np.zeros(shape)

    def predict(self, x):
        W1, b1, W2, b2 = [self.params[name] for name in self.NAMES]
        return softmax(np.matmul(sigmoid(np.matmul(x, W1) + b1), W2) + b2)

    def loss(self, x, t):
        return cross_entropy_error(self.predict(x), t)

    def accuracy(self, x, t):
        hits = 0
        y = self.predict(x)
        for n in range(len(x)):
            if np.argmax(y[n]) == np.argmax(t[n]):
                hits += 1
        return hits / len(x)

    def numerical_gradient(self, x, t):
        grads = {}
        for name in self.NAMES:
            grads[name] = numerical_gradient(lambda W: self.loss(x, t), self.params[name])
        return grads
