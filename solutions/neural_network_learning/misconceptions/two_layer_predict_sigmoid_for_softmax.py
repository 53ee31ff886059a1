"""The output layer uses the sigmoid in place of softmax.

출력층에서 소프트맥스 대신 시그모이드를 쓴다.
"""

import numpy as np
from common.functions import cross_entropy_error, sigmoid
from common.gradient import numerical_gradient

PART = "TwoLayerNet.predict"
HINT_EN = """
Your numbers lie between 0 and 1, but a row of them does not add up to 1. The sigmoid looks at
each class on its own. Softmax compares the classes, so that together they make 1. Look at the
last step of predict. By hand: with all weights and biases at 0 and four outputs, each class
should get one quarter. Do you get one half?
"""
HINT_KO = """
결과가 0과 1 사이에 있지만 한 행을 더해도 1이 되지 않습니다. 시그모이드는 클래스를 하나씩 따로
봅니다. 소프트맥스는 클래스끼리 견주어 모두 합쳐 1이 되게 합니다. predict의 마지막 단계를
살펴보세요. 출력이 네 개인 신경망에서 가중치와 편향을 모두 0으로 놓으면, 클래스마다 확률이
0.25씩이어야 합니다. 혹시 0.5씩 나오지 않나요? 네 값을 더하면 얼마가 되나요?
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
        y = sigmoid(a2)
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
