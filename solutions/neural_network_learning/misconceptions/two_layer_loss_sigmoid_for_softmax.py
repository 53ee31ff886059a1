"""The loss makes its own probabilities with the sigmoid.

손실에서 소프트맥스 대신 시그모이드로 확률을 만든다.
"""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax
from common.gradient import numerical_gradient

PART = "TwoLayerNet.loss"
HINT_EN = """
predict is right, but the loss does not agree with it. The loss seems to work out the scores a
second time and to turn them into numbers between 0 and 1 with the sigmoid. Those don't add up to
1. Look at how the loss gets its probabilities, and whether it needs to make them again. By hand:
with all parameters 0 and four classes the loss is the logarithm of 4, about 1.39. Yours?
"""
HINT_KO = """
predict는 맞는데 손실이 그것과 맞지 않습니다. 손실 안에서 점수를 다시 구하고, 시그모이드로 0과 1
사이의 수를 만드는 것 같습니다. 그 수들은 더해도 1이 되지 않습니다. 손실이 확률을 어디에서 얻는지,
꼭 다시 만들어야 하는지 살펴보세요. 클래스가 네 개이고 매개변수가 모두 0이라면 손실은 4의
자연로그, 약 1.39입니다. 내 손실은 얼마가 나오나요?
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
        z1 = sigmoid(np.dot(x, self.params["W1"]) + self.params["b1"])
        y = sigmoid(np.dot(z1, self.params["W2"]) + self.params["b2"])
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
