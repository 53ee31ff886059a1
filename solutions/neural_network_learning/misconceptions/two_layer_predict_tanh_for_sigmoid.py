"""The hidden layer uses tanh in place of the sigmoid.

은닉층에서 시그모이드 대신 tanh를 쓴다.
"""

import numpy as np
from common.functions import cross_entropy_error, softmax
from common.gradient import numerical_gradient

PART = "TwoLayerNet.predict"
HINT_EN = """
Your probabilities add up to 1 but are not the expected ones. The hidden values seem to lie
between -1 and 1, while those of a sigmoid lie between 0 and 1. The two curves look alike, so tanh
is easily taken for the sigmoid. Look at the step between a1 and z1. By hand: with W1 and b1 all
0, print z1. The sigmoid gives one half everywhere. What do you see?
"""
HINT_KO = """
더하면 1이 되기는 하지만 기대한 확률이 아닙니다. 은닉층의 값이 -1과 1 사이에 있는 것 같습니다.
시그모이드라면 0과 1 사이여야 합니다. 두 함수는 곡선의 모양이 닮아 tanh를 시그모이드로 여기기
쉽습니다. a1에서 z1로 가는 단계를 살펴보세요. W1과 b1을 모두 0으로 놓고 z1을 출력해 보세요.
시그모이드라면 어디서나 0.5입니다. 음수가 나오는 일은 없는지도 확인해 보세요.
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
        z1 = np.tanh(a1)
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
