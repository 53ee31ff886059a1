"""abs g in place of g squared."""

import numpy as np

PART = "RMSprop.steps"
IS = ""

EPS = 1e-8


class Optimizer:
    def __init__(self):
        self.memory = {}
        self.t = 0

    def slot(self, name, like):
        if name not in self.memory:
            self.memory[name] = np.zeros(like.shape)
        return self.memory[name]

    def update(self, params, grads):
        self.t += 1
        for name in params:
            params[name][...] = params[name] + self.delta(name, grads[name])


class RMSprop(Optimizer):
    def __init__(self, lr=0.01, decay_rate=0.99):
        super().__init__()
        self.lr, self.d = lr, decay_rate

    def delta(self, name, g):
        self.memory[name] = self.d * self.slot(name, g) + (1 - self.d) * np.abs(g)
        return -self.lr * g / (np.sqrt(self.memory[name]) + EPS)
