"""Plain Python loops, lists and `math` do the arithmetic; weights come from random.gauss."""

import math
import random

import numpy as np


def numerical_gradient(f, x):
    h = 1e-4
    if x.ndim == 2:
        return np.array([numerical_gradient(f, row) for row in x])
    slopes = []
    for i in range(len(x)):
        old = float(x[i])
        x[i] = old + h
        up = float(f(x))
        x[i] = old - h
        down = float(f(x))
        x[i] = old
        slopes.append((up - down) / (2 * h))
    return np.array(slopes)


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x.copy()
    history = []
    for _ in range(step_num):
        history.append(x.tolist())
        slope = numerical_gradient(f, x)
        if x.ndim == 1:
            for i in range(len(x)):
                x[i] = x[i] - lr * slope[i]
        else:
            for i in range(len(x)):
                for j in range(len(x[i])):
                    x[i][j] = x[i][j] - lr * slope[i][j]
    return x, np.array(history)


def row_times_matrix(row, matrix):
    return [sum(row[d] * matrix[d][k] for d in range(len(row))) for k in range(len(matrix[0]))]


def soft_max(scores):
    powers = [math.exp(s) for s in scores]
    total = sum(powers)
    return [p / total for p in powers]


def one_loss(y, t):
    return -sum(tk * math.log(yk + 1e-7) for yk, tk in zip(y, t))


class SimpleNet:
    def __init__(self):
        self.W = np.array([[random.gauss(0, 1) for _ in range(3)] for _ in range(2)])

    def predict(self, x):
        if x.ndim == 1:
            return np.array(row_times_matrix(x, self.W))
        return np.array([row_times_matrix(row, self.W) for row in x])

    def loss(self, x, t):
        if x.ndim == 1:
            return one_loss(soft_max(self.predict(x)), t)
        losses = [one_loss(soft_max(scores), target) for scores, target in zip(self.predict(x), t)]
        return sum(losses) / len(losses)


class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        def matrix(rows, columns):
            return np.array(
                [[random.gauss(0, weight_init_std) for _ in range(columns)] for _ in range(rows)]
            )

        self.params = {
            "W1": matrix(input_size, hidden_size),
            "b1": np.array([0.0] * hidden_size),
            "W2": matrix(hidden_size, output_size),
            "b2": np.array([0.0] * output_size),
        }

    def forward(self, row):
        p = {name: array.tolist() for name, array in self.params.items()}
        a1 = [a + b for a, b in zip(row_times_matrix(row, p["W1"]), p["b1"])]
        z1 = [1 / (1 + math.exp(-a)) for a in a1]
        a2 = [a + b for a, b in zip(row_times_matrix(z1, p["W2"]), p["b2"])]
        return soft_max(a2)

    def predict(self, x):
        return np.array([self.forward(row) for row in x.tolist()])

    def loss(self, x, t):
        total = 0.0
        for row, target in zip(x.tolist(), t.tolist()):
            total += one_loss(self.forward(row), target)
        return total / len(x)

    def accuracy(self, x, t):
        right = 0
        for row, target in zip(x.tolist(), t.tolist()):
            y = self.forward(row)
            right += y.index(max(y)) == target.index(max(target))
        return right / len(x)

    def numerical_gradient(self, x, t):
        return {k: numerical_gradient(lambda _: self.loss(x, t), p) for k, p in self.params.items()}
