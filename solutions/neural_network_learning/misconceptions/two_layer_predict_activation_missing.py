"""The hidden layer has no activation function at all.

은닉층에 활성화 함수가 아예 없다.
"""

import numpy as np
from common.functions import cross_entropy_error, softmax
from common.gradient import numerical_gradient

PART = "TwoLayerNet.predict"
HINT_EN = """
Your probabilities are not the expected ones. It looks as if the hidden values go straight to the
second layer, without the sigmoid in between. Two layers in a row with nothing in between are no
stronger than a single layer. Look at what happens to a1. By hand: with W1 and b1 all 0, the
hidden values should be one half. Print them. Are they 0 instead?
"""
HINT_KO = """
기대한 확률이 나오지 않습니다. 은닉층의 값이 시그모이드를 거치지 않고 바로 두 번째 층으로 가는 것
같습니다. 중간에 활성화 함수가 없으면 두 층을 쌓아도 한 층과 다를 바가 없습니다. a1을 구한 다음에
무엇을 하는지 살펴보세요. W1과 b1을 모두 0으로 놓으면 은닉층의 값은 0.5여야 합니다. 두 번째 층에
들어가는 값을 출력해 보세요. 0이 나오지는 않나요?
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
        a2 = np.dot(a1, W2) + b2
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
