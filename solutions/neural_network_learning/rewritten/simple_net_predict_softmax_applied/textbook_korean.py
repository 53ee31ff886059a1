import numpy as np
from common.functions import cross_entropy_error, softmax


class simpleNet:
    def __init__(self):
        self.W = np.random.randn(2, 3)  # 정규분포로 초기화

    def predict(self, x):
        a = np.dot(x, self.W)
        return softmax(a)  # 확률로 바꾼다

    def loss(self, x, t):
        y = self.predict(x)
        return cross_entropy_error(y, t)


SimpleNet = simpleNet
