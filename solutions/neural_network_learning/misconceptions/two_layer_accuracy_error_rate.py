"""The share of wrong answers is returned.

틀린 비율을 반환한다.
"""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax
from common.gradient import numerical_gradient

PART = "TwoLayerNet.accuracy"
HINT_EN = """
Your number and the right one always add up to 1. You return the share of wrong answers, so a
perfect net gets 0. Accuracy is the share of right ones. Look at the comparison of the two class
numbers, and at any subtraction from 1 that follows. By hand: for 4 samples with 3 right, you
should get 0.75. Do you get 0.25?
"""
HINT_KO = """
내 결과와 맞는 값을 더하면 언제나 1이 됩니다. 틀린 비율을 반환하고 있어서, 모두 맞힌 신경망이 0을
받습니다. 정확도는 맞힌 비율입니다. 두 클래스 번호를 비교할 때 같은 것을 세는지 다른 것을 세는지, 그
뒤에 1에서 빼는 곳이 있는지 살펴보세요. 표본 네 개 가운데 세 개를 맞혔다면 0.75가 나와야 합니다.
혹시 0.25가 나오지 않나요?
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
        y = np.argmax(self.predict(x), axis=1)
        t = np.argmax(t, axis=1)
        return np.sum(y != t) / float(x.shape[0])

    def numerical_gradient(self, x, t):
        def loss_W(W):
            return self.loss(x, t)

        grads = {}
        grads["W1"] = numerical_gradient(loss_W, self.params["W1"])
        grads["b1"] = numerical_gradient(loss_W, self.params["b1"])
        grads["W2"] = numerical_gradient(loss_W, self.params["W2"])
        grads["b2"] = numerical_gradient(loss_W, self.params["b2"])
        return grads
