"""Normal numbers by Box-Muller and NormalDist; every evaluation and step is kept in a log."""

import random
from statistics import NormalDist

import numpy as np
from common.functions import sigmoid, softmax


def normal(rows, columns, std):
    u = 1.0 - np.random.random_sample((rows, columns))  # in (0, 1], so the logarithm exists
    v = np.random.random_sample((rows, columns))
    return std * np.sqrt(-2.0 * np.log(u)) * np.cos(2.0 * np.pi * v)


def numerical_gradient(f, x):
    h = 1e-4
    evaluations = {}
    for i in np.ndindex(x.shape):
        origin = x[i]
        for side in ("right", "left"):
            x[i] = origin + (h if side == "right" else -h)
            evaluations[i, side] = f(x)
        x[i] = origin
    grad = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        grad[i] = (evaluations[i, "right"] - evaluations[i, "left"]) / (2 * h)
    return grad


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    log = [{"x": init_x.copy()}]
    for _ in range(step_num):
        entry = log[-1]
        entry["grad"] = numerical_gradient(f, entry["x"])
        log.append({"x": entry["x"] - lr * entry["grad"]})
    return log[-1]["x"], np.array([entry["x"] for entry in log if "grad" in entry])


class SimpleNet:
    def __init__(self):
        numbers = NormalDist(0, 1).samples(6, seed=random.random())
        self.W = np.array(numbers).reshape(2, 3)

    def predict(self, x):
        return x @ self.W

    def loss(self, x, t):
        y = softmax(self.predict(x))
        return np.sum(-np.log(y + 1e-9) * t) / (y.size / y.shape[-1])


class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        self.losses = []
        self.params = {
            "W1": normal(input_size, hidden_size, weight_init_std),
            "b1": np.zeros(hidden_size),
            "W2": normal(hidden_size, output_size, weight_init_std),
            "b2": np.zeros(output_size),
        }

    def predict(self, x):
        z = sigmoid(x @ self.params["W1"] + self.params["b1"])
        return softmax(z @ self.params["W2"] + self.params["b2"])

    def loss(self, x, t):
        y = self.predict(x)
        loss = np.sum(-np.log(y + 1e-9) * t) / (y.size / y.shape[-1])
        self.losses.append(loss)
        return loss

    def accuracy(self, x, t):
        y = self.predict(x)
        best = y == y.max(axis=1, keepdims=True)
        return (best * t).sum() / len(t)

    def numerical_gradient(self, x, t):
        return {k: numerical_gradient(lambda _: self.loss(x, t), p) for k, p in self.params.items()}
