"""Empty classes first; every method is a function that is hung into its class afterwards."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax


class SimpleNet:
    pass


class TwoLayerNet:
    pass


def init(self):
    self.W = np.random.randn(2, 3)


def predict(self, x):
    return np.dot(x, self.W)


SimpleNet.__init__ = init
SimpleNet.predict = predict


def loss(self, x, t):
    return cross_entropy_error(softmax(self.predict(x)), t)


SimpleNet.loss = loss


def init(self, input_size, hidden_size, output_size, weight_init_std=0.01):
    self.params = {}
    self.params["W1"] = np.random.randn(input_size, hidden_size) * weight_init_std
    self.params["W2"] = np.random.randn(hidden_size, output_size) * weight_init_std
    self.params["b1"] = np.zeros(hidden_size)
    self.params["b2"] = np.zeros(output_size)


def predict(self, x):
    z = sigmoid(np.dot(x, self.params["W1"]) + self.params["b1"])
    return softmax(np.dot(z, self.params["W2"]) + self.params["b2"])


def loss(self, x, t):
    return cross_entropy_error(self.predict(x), t)


def accuracy(self, x, t):
    return np.mean(np.argmax(self.predict(x), axis=1) == np.argmax(t, axis=1))


for method in (predict, loss, accuracy):
    setattr(TwoLayerNet, method.__name__, method)
TwoLayerNet.__init__ = init


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x.copy()
    gradient_descent.path = []
    for _ in range(step_num):
        gradient_descent.path.append(x.copy())
        x -= lr * numerical_gradient(f, x)
    return x, np.array(gradient_descent.path)


def gradients(self, x, t):
    grads = {}
    for key, value in self.params.items():
        grads[key] = numerical_gradient(lambda W: self.loss(x, t), value)
    return grads


TwoLayerNet.numerical_gradient = gradients


def numerical_gradient(f, x):
    h = 1e-5
    grad = np.zeros_like(x)
    for i in range(x.size):
        where = np.unravel_index(i, x.shape)
        x_i = x[where]
        x[where] += h
        plus = f(x)
        x[where] -= 2 * h
        minus = f(x)
        x[where] = x_i
        grad[where] = (plus - minus) / (2 * h)
    return grad
