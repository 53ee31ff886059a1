import numpy as np
from common.functions import softmax


class SimpleNet:
    def __init__(self):
        self.W = np.random.randn(2, 3)

    def predict(self, x):
        return np.dot(x, self.W)

    def loss(self, x, t):
        z = self.predict(x)
        y = softmax(z)
        델타 = 1e-7
        return -np.sum(t * np.log(y + 델타))  # 교차 엔트로피
