"""Not divided by the batch."""

import math
import numpy as np
from common.functions import *

PART = "SimpleNet.loss"
IS = "simple_net_loss_sum_for_mean"


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


class SimpleNet:
    def __init__(self):
        self.W = np.random.normal(0, 1, (2, 3))

    def predict(self, x):
        return x @ self.W

    def loss(self, x, t):
        scores = np.atleast_2d(self.predict(x))
        targets = np.atleast_2d(one_hot(t, scores.shape[1]))
        total = 0.0
        for n in range(len(scores)):
            total = total + row_entropy(row_softmax(scores[n]), targets[n])
        return total
