"""Only while loops with counters, written by someone who comes from C."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

EPSILON = 0.00001


def numerical_gradient(f, x):
    result = np.zeros(x.shape, dtype=np.double)
    if x.ndim == 1:
        i = 0
        while i < x.shape[0]:
            backup = x[i]
            x[i] = backup + EPSILON
            f_plus = f(x)
            x[i] = backup - EPSILON
            f_minus = f(x)
            x[i] = backup
            result[i] = (f_plus - f_minus) / (2.0 * EPSILON)
            i += 1
        return result
    i = 0
    while i < x.shape[0]:
        result[i] = numerical_gradient(lambda row: f(x), x[i])
        i += 1
    return result


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x.copy()
    history = [None] * step_num
    step = 0
    while step < step_num:
        history[step] = x.copy()
        gradient = numerical_gradient(f, x)
        x -= lr * gradient
        step += 1
    return x, history


class SimpleNet:
    def __init__(self):
        self.W = np.random.randn(2, 3)

    def predict(self, x):
        return np.dot(x, self.W)

    def loss(self, x, t):
        return cross_entropy_error(softmax(self.predict(x)), t)


class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        self.params = {}
        self.params["W1"] = np.zeros((input_size, hidden_size))
        self.params["b1"] = np.zeros(hidden_size)
        self.params["W2"] = np.zeros((hidden_size, output_size))
        self.params["b2"] = np.zeros(output_size)
        self.fill(self.params["W1"], weight_init_std)
        self.fill(self.params["W2"], weight_init_std)

    def fill(self, array, std):
        row = 0
        while row < array.shape[0]:
            array[row] = np.random.normal(0.0, std, array.shape[1])
            row += 1

    def predict(self, x):
        hidden = sigmoid(np.dot(x, self.params["W1"]) + self.params["b1"])
        return softmax(np.dot(hidden, self.params["W2"]) + self.params["b2"])

    def loss(self, x, t):
        return cross_entropy_error(self.predict(x), t)

    def accuracy(self, x, t):
        y = self.predict(x)
        correct = 0
        n = 0
        while n < x.shape[0]:
            if y[n].argmax() == t[n].argmax():
                correct = correct + 1
            n += 1
        return correct / n

    def numerical_gradient(self, x, t):
        names = ["W1", "b1", "W2", "b2"]
        grads = {}
        while names:
            name = names.pop()
            grads[name] = numerical_gradient(lambda _: self.loss(x, t), self.params[name])
        return grads
