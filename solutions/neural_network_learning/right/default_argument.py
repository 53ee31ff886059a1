"""numerical_gradient is remembered as a default argument, by gradient_descent and by a method."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax


def numerical_gradient(f, x):
    """Central difference, element by element."""
    h = 1e-4
    grad = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        was = x[i]
        x[i] = was + h
        above = f(x)
        x[i] = was - h
        below = f(x)
        x[i] = was
        grad[i] = (above - below) / 2 / h
    return grad


def gradient_descent(f, init_x, lr=0.01, step_num=100, grad=numerical_gradient, keep=np.copy):
    x = keep(init_x)
    history = [keep(x)]
    for _ in range(step_num - 1):
        x -= lr * grad(f, x)
        history.append(keep(x))
    return x - lr * grad(f, x), np.array(history)


class SimpleNet:
    def __init__(self, random=np.random.randn):
        self.W = random(2, 3)

    def predict(self, x, product=np.dot):
        return product(x, self.W)

    def loss(self, x, t, error=cross_entropy_error, normalise=softmax):
        return error(normalise(self.predict(x)), t)


class TwoLayerNet:
    def __init__(
        self, input_size, hidden_size, output_size, weight_init_std=0.01, random=np.random.randn
    ):
        self.params = {
            "W1": weight_init_std * random(input_size, hidden_size),
            "b1": np.zeros(hidden_size),
            "W2": weight_init_std * random(hidden_size, output_size),
            "b2": np.zeros(output_size),
        }

    def predict(self, x, hidden=sigmoid, output=softmax):
        z = hidden(x @ self.params["W1"] + self.params["b1"])
        return output(z @ self.params["W2"] + self.params["b2"])

    def loss(self, x, t, error=cross_entropy_error):
        return error(self.predict(x), t)

    def accuracy(self, x, t, axis=-1):
        return (self.predict(x).argmax(axis) == t.argmax(axis)).mean()

    def numerical_gradient(self, x, t, grad=numerical_gradient):
        return {key: grad(lambda _: self.loss(x, t), self.params[key]) for key in self.params}
