"""The largest value is looked for down the columns, among the samples.

가장 큰 값을 클래스가 아니라 표본 쪽에서 찾는다.
"""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax
from common.gradient import numerical_gradient

PART = "TwoLayerNet.accuracy"
HINT_EN = """
Your accuracy does not count the right samples. It seems that the position of the largest value is
looked for down each column, so you find a sample for each class in place of a class for each
sample. Look at the axis you give. By hand: for the rows [0.9, 0.1], [0.8, 0.2] and [0.3, 0.7] the
answer should be three class numbers: 0, 0, 1. How many numbers do you get?
"""
HINT_KO = """
맞힌 표본의 비율이 나오지 않습니다. 가장 큰 값의 위치를 열 방향으로 찾아서, 표본마다 클래스를
고르는 것이 아니라 클래스마다 표본을 고르는 것 같습니다. 어느 축을 지정했는지 살펴보세요. 행이
[0.9, 0.1], [0.8, 0.2], [0.3, 0.7]이라면 클래스 번호가 0, 0, 1로 세 개 나와야 합니다. 내
방법으로는 수가 몇 개 나오나요? 그 수는 무엇의 번호인가요?
"""


class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        self.params = {}
        self.params["W1"] = weight_init_std * np.random.randn(input_size, hidden_size)
        self.params["b1"] = np.zeros(hidden_size)
        self.params["W2"] = weight_init_std * np.random.randn(hidden_size, output_size)
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
        y = np.argmax(self.predict(x), axis=0)
        t = np.argmax(t, axis=0)
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
