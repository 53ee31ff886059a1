"""The derivative of the accuracy."""

import math
import numpy as np
from common.functions import *

PART = "TwoLayerNet.numerical_gradient"
IS = ""


def row_softmax(row):
    biggest = max(row)
    powers = [math.exp(v - biggest) for v in row]
    total = sum(powers)
    return np.array([p / total for p in powers])


def row_entropy(probs, target):
    s = 0.0
    for p, q in zip(probs, target):
        s -= q * math.log(p + 1e-7)
    return s


def one_hot(t, classes):
    t = np.array(t)
    if t.ndim == 0 or (t.ndim == 1 and t.dtype.kind in "iu" and len(t) != classes):
        return np.eye(classes)[t]
    return t


class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        self.params = {
            "W1": np.random.normal(0, weight_init_std, (input_size, hidden_size)),
            "b1": np.zeros((hidden_size,)),
            "W2": np.random.normal(0, weight_init_std, (hidden_size, output_size)),
            "b2": np.zeros((output_size,)),
        }

    def predict(self, x):
        out = []
        for row in x:
            hidden = sigmoid(row @ self.params["W1"] + self.params["b1"])
            scores = hidden @ self.params["W2"] + self.params["b2"]
            out.append(row_softmax(scores))
        return np.array(out)

    def loss(self, x, t):
        y = self.predict(x)
        targets = one_hot(t, y.shape[1])
        total = 0.0
        for n in range(len(y)):
            total += row_entropy(y[n], targets[n])
        return total / len(y)

    def accuracy(self, x, t):
        y = self.predict(x)
        right = 0
        for n in range(len(y)):
            if np.argmax(y[n]) == np.argmax(t[n]):
                right += 1
        return right / len(y)

    def numerical_gradient(self, x, t):
        def f(_):
            return self.accuracy(x, t)

        result = {}
        for name in self.params:
            result[name] = numerical_gradient(f, self.params[name])
        return result
