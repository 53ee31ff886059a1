"""The standard deviation is passed where the normal distribution takes its mean.

정규분포의 평균 자리에 표준편차를 넘긴다.
"""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax
from common.gradient import numerical_gradient

PART = "TwoLayerNet.init"
HINT_EN = """
Your weights have a spread of 1, and their middle lies at the value that should have been the
spread. The random function takes the mean first and the standard deviation second, so a single
number is taken for the mean. Look at the arguments of the random function. By hand: make a net
with a standard deviation of 5 and print W1. Do the weights lie around 0 or around 5?
"""
HINT_KO = """
가중치가 1만큼 퍼져 있고, 한가운데가 0이 아니라 표준편차로 준 값에 있습니다. 난수 함수는 평균을
먼저, 표준편차를 그다음에 받으므로, 수를 하나만 주면 평균으로 받아들입니다. 난수 함수에 인수를
어떤 순서로 넘기는지 설명서와 견주어 보세요. 표준편차를 5로 주고 신경망을 만들어 W1을 출력해
보세요. 가중치가 0 근처에 모여 있나요, 5 근처에 모여 있나요?
"""


class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        self.params = {}
        self.params["W1"] = np.random.normal(weight_init_std, size=(input_size, hidden_size))
        self.params["b1"] = np.zeros(hidden_size)
        self.params["W2"] = np.random.normal(weight_init_std, size=(hidden_size, output_size))
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
