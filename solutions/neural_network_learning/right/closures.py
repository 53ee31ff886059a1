"""Methods are closures made in the constructor, and numerical_gradient is made by a function."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax


def make_gradient(h):
    def gradient(f, x):
        grad = np.zeros_like(x)

        def partial(i):
            start = x[i]

            def at(value):
                x[i] = value
                return f(x)

            difference = at(start + h) - at(start - h)
            x[i] = start
            return difference / (2 * h)

        for i in np.ndindex(x.shape):
            grad[i] = partial(i)
        return grad

    return gradient


numerical_gradient = make_gradient(1e-4)


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x.copy()
    history = []

    def step():
        nonlocal x
        history.append(x)
        x = x - lr * numerical_gradient(f, x)

    for _ in range(step_num):
        step()
    return x, np.array(history)


class SimpleNet:
    def __init__(self):
        self.W = np.random.randn(2, 3)

        def predict(x):
            return x @ self.W

        def loss(x, t):
            return cross_entropy_error(softmax(predict(x)), t)

        self.predict = predict
        self.loss = loss


class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        params = {
            "W1": weight_init_std * np.random.randn(input_size, hidden_size),
            "b1": np.zeros(hidden_size),
            "W2": weight_init_std * np.random.randn(hidden_size, output_size),
            "b2": np.zeros(output_size),
        }

        def predict(x):
            z = sigmoid(x @ params["W1"] + params["b1"])
            return softmax(z @ params["W2"] + params["b2"])

        def loss(x, t):
            return cross_entropy_error(predict(x), t)

        def accuracy(x, t):
            return np.mean(predict(x).argmax(axis=1) == t.argmax(axis=1))

        def gradients(x, t):
            return {k: numerical_gradient(lambda _: loss(x, t), p) for k, p in params.items()}

        self.params = params
        self.predict, self.loss, self.accuracy = predict, loss, accuracy
        self.numerical_gradient = gradients
