import numpy as np
from common.functions import cross_entropy_error, softmax


class SimpleNet:
    def __init__(self):
        self.W = np.random.rand(2, 3)  # 난수로 초기화

    def predict(self, x):
        return np.dot(x, self.W)

    def loss(self, x, t):
        return cross_entropy_error(softmax(self.predict(x)), t)
