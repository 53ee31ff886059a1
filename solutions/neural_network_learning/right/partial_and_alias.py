"""functools.partial makes the gradient and the descent; aliases of them are used further down."""

from functools import partial

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax


def difference_quotients(h, f, x):
    grad = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        x0 = x[i]
        x[i] = x0 + h
        grad[i] = f(x)
        x[i] = x0 - h
        grad[i] -= f(x)
        x[i] = x0
    return grad / (2 * h)


numerical_gradient = partial(difference_quotients, 1e-4)
nabla = numerical_gradient


def descend(gradient, f, init_x, lr=0.01, step_num=100):
    x = init_x.copy()
    history = []
    for _ in range(step_num):
        history.append(x)
        x = x - lr * gradient(f, x)
    return x, np.array(history)


gradient_descent = partial(descend, nabla)
gauss = partial(np.random.normal, 0.0)


class SimpleNet:
    def __init__(self):
        self.W = gauss(1.0, (2, 3))

    def predict(self, x):
        return x @ self.W

    def loss(self, x, t):
        return cross_entropy_error(softmax(self.predict(x)), t)


class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        weights = partial(gauss, weight_init_std)
        self.params = {
            "W1": weights((input_size, hidden_size)),
            "b1": np.zeros(hidden_size),
            "W2": weights((hidden_size, output_size)),
            "b2": np.zeros(output_size),
        }

    def predict(self, x):
        W1, b1, W2, b2 = (self.params[k] for k in ("W1", "b1", "W2", "b2"))
        return softmax(sigmoid(x @ W1 + b1) @ W2 + b2)

    def loss(self, x, t):
        return cross_entropy_error(self.predict(x), t)

    def accuracy(self, x, t):
        winner = partial(np.argmax, axis=-1)
        return np.mean(winner(self.predict(x)) == winner(t))

    def _loss_for(self, x, t, _):
        return self.loss(x, t)

    def numerical_gradient(self, x, t):
        f = partial(self._loss_for, x, t)
        return {name: nabla(f, array) for name, array in self.params.items()}
