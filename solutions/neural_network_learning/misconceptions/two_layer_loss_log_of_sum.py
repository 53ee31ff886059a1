"""The logarithm is taken of the mean probability, not of each one.

확률마다가 아니라 확률의 평균에 로그를 취한다.
"""

import numpy as np
from common.functions import sigmoid, softmax
from common.gradient import numerical_gradient

PART = "TwoLayerNet.loss"
HINT_EN = """
One sample is right, but for a batch your loss is a little too small. It seems that the
probabilities of the right classes are averaged first, and the logarithm is taken at the end. The
order matters: the logarithm of a mean is not the mean of the logarithms. Look at what is inside
your logarithm. By hand: for the probabilities 0.1 and 0.9 the loss is about 1.20. What is yours?
"""
HINT_KO = """
표본 하나는 맞지만, 배치에서는 손실이 조금 작게 나옵니다. 정답 클래스의 확률을 먼저 평균 내고,
로그는 맨 나중에 취하는 것 같습니다. 순서가 중요합니다. 평균의 로그는 로그의 평균과 다릅니다. 로그
안에 무엇이 들어 있는지 살펴보세요. 정답 클래스의 확률이 0.1과 0.9인 두 표본이라면 손실은 약
1.20입니다. 두 가지 순서로 각각 계산해 보고, 내 값이 어느 쪽인지 확인해 보세요.
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
        y = np.atleast_2d(self.predict(x))
        t = np.atleast_2d(t)
        return -np.log(np.sum(t * y) / y.shape[0] + 1e-7)

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
