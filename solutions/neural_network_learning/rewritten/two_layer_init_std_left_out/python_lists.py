import random

import numpy as np


def gauss(rows, columns):
    return np.array([[random.gauss(0.0, 1.0) for _ in range(columns)] for _ in range(rows)])


def __init__(self, n, m, k, weight_init_std=0.01):
    self.params = dict(W1=gauss(n, m), b1=np.zeros(m), W2=gauss(m, k), b2=np.zeros(k))


TwoLayerNet.__init__ = __init__
