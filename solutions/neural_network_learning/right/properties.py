"""W and params are properties: the arrays live elsewhere, under other names."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax


class Nudge:
    """One element of x as a property that can be moved and reset."""

    def __init__(self, x, i):
        self._x, self._i, self._home = x, i, x[i]

    @property
    def offset(self):
        return self._x[self._i] - self._home

    @offset.setter
    def offset(self, h):
        self._x[self._i] = self._home + h

    @offset.deleter
    def offset(self):
        self._x[self._i] = self._home


def numerical_gradient(f, x):
    h = 1e-4
    grad = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        element = Nudge(x, i)
        element.offset = +h
        f_plus = f(x)
        element.offset = -h
        f_minus = f(x)
        del element.offset
        grad[i] = (f_plus - f_minus) / (2 * h)
    return grad


class _Path:
    def __init__(self, start):
        self._points = [start]

    @property
    def end(self):
        return self._points[-1]

    @property
    def before_the_end(self):
        return np.array(self._points[:-1])

    def go(self, by):
        self._points.append(self.end + by)


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    path = _Path(init_x.copy())
    for _ in range(step_num):
        path.go(by=-lr * numerical_gradient(f, path.end))
    return path.end, path.before_the_end


class SimpleNet:
    def __init__(self):
        self._weights = np.random.randn(2, 3)

    @property
    def W(self):
        return self._weights

    @W.setter
    def W(self, value):
        self._weights = np.asarray(value, dtype=float)

    def predict(self, x):
        return x @ self._weights

    def loss(self, x, t):
        return cross_entropy_error(softmax(self.predict(x)), t)


class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        self._params = {
            "W1": np.random.normal(0, weight_init_std, size=(input_size, hidden_size)),
            "b1": np.zeros(hidden_size),
            "W2": np.random.normal(0, weight_init_std, size=(hidden_size, output_size)),
            "b2": np.zeros(output_size),
        }

    @property
    def params(self):
        return self._params

    @property
    def _layers(self):
        p = self._params
        return (p["W1"], p["b1"]), (p["W2"], p["b2"])

    def predict(self, x):
        (W1, b1), (W2, b2) = self._layers
        return softmax(sigmoid(x @ W1 + b1) @ W2 + b2)

    def loss(self, x, t):
        return cross_entropy_error(self.predict(x), t)

    def accuracy(self, x, t):
        return np.mean(np.argmax(self.predict(x), axis=1) == np.argmax(t, axis=1))

    def numerical_gradient(self, x, t):
        return {
            k: numerical_gradient(lambda _: self.loss(x, t), p) for k, p in self._params.items()
        }
