"""The standard deviation is taken for a variance, and its root is used.

표준편차를 분산으로 여겨 제곱근을 쓴다.
"""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax
from common.gradient import numerical_gradient

PART = "TwoLayerNet.init"
HINT_EN = """
Your weights follow the value that is passed in, but not in proportion: for 0.01 the spread is
0.1. That is its square root. The argument is already a standard deviation, and only a variance
would need a root. Look at what happens to weight_init_std before it meets the random numbers. By
hand: make nets with 0.01 and with 1. For which of the two is the spread right, and why?
"""
HINT_KO = """
넘긴 값에 따라 가중치가 달라지기는 하지만 비례하지 않습니다. 0.01을 넘기면 0.1만큼 퍼지는데,
이것은 0.01의 제곱근입니다. 인수는 이미 표준편차입니다. 제곱근이 필요한 것은 분산을 받았을
때입니다. 난수와 곱하기 전에 weight_init_std에 무엇을 하는지 살펴보세요. 0.01과 1로 각각 신경망을
만들어 퍼진 정도를 비교해 보세요. 어느 쪽이 맞고, 왜 그쪽만 맞을까요?
"""


class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        self.params = {}
        self.params["W1"] = np.sqrt(weight_init_std) * np.random.randn(input_size, hidden_size)
        self.params["b1"] = np.zeros(hidden_size)
        self.params["W2"] = np.sqrt(weight_init_std) * np.random.randn(hidden_size, output_size)
        self.params["b2"] = np.zeros(output_size)

    def predict(self, x):
        W1, W2 = self.params["W1"], self.params["W2"]
        b1, b2 = self.params["b1"], self.params["b2"]

        a1 = np.dot(x, W1) + b1
        z1 = sigmoid(a1)
        a2 = np.dot(z1, W2) + b2
        y = softmax(a2)
        return y

    def loss(self, x, t):
        y = self.predict(x)
        return cross_entropy_error(y, t)

    def accuracy(self, x, t):
        y = np.argmax(self.predict(x), axis=1)
        t = np.argmax(t, axis=1)
        return np.sum(y == t) / float(x.shape[0])

    def numerical_gradient(self, x, t):
        def loss_W(W):
            return self.loss(x, t)

        grads = {}
        grads["W1"] = numerical_gradient(loss_W, self.params["W1"])
        grads["b1"] = numerical_gradient(loss_W, self.params["b1"])
        grads["W2"] = numerical_gradient(loss_W, self.params["W2"])
        grads["b2"] = numerical_gradient(loss_W, self.params["b2"])
        return grads
