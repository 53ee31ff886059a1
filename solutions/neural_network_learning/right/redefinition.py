"""Wrong first attempts stay in the file and are defined again, rightly, further down."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax


# attempt 1: gave huge numbers, `/ 2 * h` divides by 2 and multiplies by h
def numerical_gradient(f, x):
    h = 1e-4
    grad = np.zeros_like(x)
    for i in range(x.size):
        tmp = x[i]
        x[i] = tmp + h
        f1 = f(x)
        x[i] = tmp - h
        f2 = f(x)
        grad[i] = (f1 - f2) / 2 * h
    return grad


class SimpleNet:
    def __init__(self):
        self.W = np.random.rand(2, 3)

    def predict(self, x):
        return softmax(np.dot(x, self.W))


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x
    history = []
    for i in range(step_num):
        x += lr * numerical_gradient(f, x)
        history.append(x)
    return x, history


# attempt 2: brackets, and x is put back
def numerical_gradient(f, x):
    h = 1e-4
    grad = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        tmp = x[i]
        x[i] = tmp + h
        f1 = f(x)
        x[i] = tmp - h
        f2 = f(x)
        x[i] = tmp
        grad[i] = (f1 - f2) / (2 * h)
    return grad


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x
    history = []
    for i in range(step_num):
        history.append(x.copy())
        x -= lr * numerical_gradient(f, x)
    return x, np.array(history)


class SimpleNet(SimpleNet):
    """The class above with what was wrong in it replaced."""

    def __init__(self):
        super().__init__()
        self.W = np.random.randn(2, 3)

    def predict(self, x):
        return np.dot(x, self.W)

    def loss(self, x, t):
        return cross_entropy_error(softmax(self.predict(x)), t)


class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        self.params = {
            "W1": weight_init_std * np.random.randn(input_size, hidden_size),
            "b1": np.zeros(hidden_size),
            "W2": weight_init_std * np.random.randn(hidden_size, output_size),
            "b2": np.zeros(output_size),
        }

    def predict(self, x):
        return np.dot(sigmoid(np.dot(x, self.params["W1"]) + self.params["b1"]), self.params["W2"])

    def predict(self, x):  # forgot b2 and the softmax above
        hidden = sigmoid(np.dot(x, self.params["W1"]) + self.params["b1"])
        return softmax(np.dot(hidden, self.params["W2"]) + self.params["b2"])

    def loss(self, x, t):
        return cross_entropy_error(self.predict(x), t)

    def accuracy(self, x, t):
        return np.mean(np.argmax(self.predict(x), axis=1) == np.argmax(t, axis=1))

    def numerical_gradient(self, x, t):
        f = lambda W: self.loss(x, t)
        return {key: numerical_gradient(f, self.params[key]) for key in ["W1", "b1", "W2", "b2"]}
