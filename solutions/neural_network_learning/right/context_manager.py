"""A context manager moves one element of x and back; a decorator lets nets take one vector."""

from contextlib import contextmanager
from functools import wraps

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax


@contextmanager
def moved(x, i, by):
    kept = x[i]
    x[i] = kept + by
    try:
        yield x
    finally:
        x[i] = kept


def numerical_gradient(f, x):
    h = 1e-4
    grad = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        with moved(x, i, +h) as right:
            f_right = f(right)
        with moved(x, i, -h) as left:
            f_left = f(left)
        grad[i] = (f_right - f_left) / (2 * h)
    return grad


def records(step):
    """Turns one step of a descent into the whole descent with its history."""

    @wraps(step)
    def run(f, init_x, lr=0.01, step_num=100):
        x, history = init_x.copy(), []
        for _ in range(step_num):
            history.append(x)
            x = step(f, x, lr)
        return x, np.array(history)

    del run.__wrapped__
    return run


@records
def gradient_descent(f, x, lr):
    return x - lr * numerical_gradient(f, x)


def as_batch(method):
    @wraps(method)
    def wrapper(self, x):
        return method(self, x[np.newaxis])[0] if x.ndim == 1 else method(self, x)

    return wrapper


class SimpleNet:
    def __init__(self):
        self.W = np.random.randn(2, 3)

    @as_batch
    def predict(self, x):
        return np.einsum("nd,dk->nk", x, self.W)

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

    @as_batch
    def predict(self, x):
        p = self.params
        z = sigmoid(np.einsum("nd,dh->nh", x, p["W1"]) + p["b1"])
        return softmax(np.einsum("nh,hk->nk", z, p["W2"]) + p["b2"])

    def loss(self, x, t):
        return cross_entropy_error(self.predict(x), t)

    def accuracy(self, x, t):
        return float(np.mean(self.predict(x).argmax(axis=-1) == t.argmax(axis=-1)))

    @contextmanager
    def watching(self, x, t):
        yield lambda _: self.loss(x, t)

    def numerical_gradient(self, x, t):
        with self.watching(x, t) as f:
            return {name: numerical_gradient(f, p) for name, p in self.params.items()}
