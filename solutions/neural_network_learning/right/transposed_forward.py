"""Column vectors inside, and one function of a list of arrays serves all the gradients."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax


def partial_derivatives(f, arrays, h=1e-4):
    """Gradients of f() by every element of every array in `arrays`."""
    gradients = []
    for array in arrays:
        gradient = np.zeros_like(array)
        for i in np.ndindex(array.shape):
            value = array[i]
            array[i] = value + h
            f1 = f()
            array[i] = value - h
            f2 = f()
            array[i] = value
            gradient[i] = (f1 - f2) / (2 * h)
        gradients.append(gradient)
    return gradients


def numerical_gradient(f, x):
    (grad,) = partial_derivatives(lambda: f(x), [x])
    return grad


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x.copy()
    history = []
    for _ in range(step_num):
        history.append(x.copy())
        (grad,) = partial_derivatives(lambda: f(x), [x])
        x -= lr * grad
    return x, np.array(history)


class SimpleNet:
    def __init__(self):
        self.W = np.random.randn(2, 3)

    def predict(self, x):
        columns = np.transpose(np.atleast_2d(x))
        scores = np.transpose(self.W.T @ columns)
        return scores.reshape(x.shape[:-1] + (self.W.shape[1],))

    def loss(self, x, t):
        return cross_entropy_error(softmax(self.predict(x)), t)


class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        self.params = {
            "W1": np.random.normal(0, weight_init_std, (hidden_size, input_size)).T.copy(),
            "b1": np.zeros(hidden_size),
            "W2": np.random.normal(0, weight_init_std, (output_size, hidden_size)).T.copy(),
            "b2": np.zeros(output_size),
        }

    def predict(self, x):
        p = self.params
        columns = x.T
        b1 = p["b1"] if x.ndim == 1 else p["b1"][:, np.newaxis]
        b2 = p["b2"] if x.ndim == 1 else p["b2"][:, np.newaxis]
        hidden = sigmoid(p["W1"].T @ columns + b1)
        return softmax((p["W2"].T @ hidden + b2).T)

    def loss(self, x, t):
        return cross_entropy_error(self.predict(x), t)

    def accuracy(self, x, t):
        return np.mean(np.argmax(self.predict(x), axis=-1) == np.argmax(t, axis=-1))

    def numerical_gradient(self, x, t):
        names, arrays = zip(*self.params.items())
        return dict(zip(names, partial_derivatives(lambda: self.loss(x, t), arrays)))
