import numpy as np


class SimpleNet:
    def __init__(self):
        self.W = np.random.randn(6).reshape(2, 3)

    def predict(self, x):
        return np.matmul(x, self.W)

    def loss(self, x, t):
        a = self.predict(x)
        log_p = a - np.log(np.exp(a).sum(axis=-1, keepdims=True))
        return float(-(log_p * t).sum())
