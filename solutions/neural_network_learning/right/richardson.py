"""Richardson extrapolation of two central differences, also inside TwoLayerNet itself."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax


def central(f, x, i, h):
    value = x[i]
    x[i] = value + h
    a = f(x)
    x[i] = value - h
    b = f(x)
    x[i] = value
    return (a - b) / (2 * h)


def numerical_gradient(f, x):
    h = 1e-3
    grad = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        grad[i] = (4 * central(f, x, i, h / 2) - central(f, x, i, h)) / 3
    return grad


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x
    history = []
    for _ in range(step_num):
        history.append(np.array(x))
        grad = np.array([central(f, x, i, 1e-4) for i in np.ndindex(x.shape)])
        x -= lr * grad.reshape(x.shape)
    return x, np.array(history)


class SimpleNet:
    def __init__(self):
        rng = np.random.default_rng()
        self.W = rng.standard_normal((2, 3))

    def predict(self, x):
        return np.sum(np.asarray(x)[..., :, None] * self.W, axis=-2)

    def loss(self, x, t):
        return cross_entropy_error(softmax(self.predict(x)), t)


class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        rng = np.random.default_rng()
        self.params = {
            "W1": weight_init_std * rng.standard_normal((input_size, hidden_size)),
            "b1": np.zeros(hidden_size),
            "W2": weight_init_std * rng.standard_normal((hidden_size, output_size)),
            "b2": np.zeros(output_size),
        }

    def predict(self, x):
        a1 = x @ self.params["W1"] + self.params["b1"]
        a2 = sigmoid(a1) @ self.params["W2"] + self.params["b2"]
        return softmax(a2)

    def loss(self, x, t):
        return cross_entropy_error(self.predict(x), t)

    def accuracy(self, x, t):
        return float(np.mean(np.argmax(self.predict(x), -1) == np.argmax(t, -1)))

    def numerical_gradient(self, x, t):
        f = lambda _: self.loss(x, t)
        grads = {}
        for name, p in self.params.items():
            grads[name] = np.zeros_like(p)
            for i in np.ndindex(p.shape):
                grads[name][i] = (4 * central(f, p, i, 5e-4) - central(f, p, i, 1e-3)) / 3
        return grads
