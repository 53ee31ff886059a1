"""The loss of each row, not their mean."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "SimpleNet.loss"
IS = "simple_net_loss_one_per_sample"

class SimpleNet:
    def __init__(self):
        self.W = np.random.randn(2, 3)  # 가중치
    def predict(self, x):
        return np.dot(x, self.W)
    def loss(self, x, t):
        z = self.predict(x)
        y = softmax(z)
        return -np.sum(t * np.log(y + 1e-7), axis=-1)  # 교차 엔트로피
