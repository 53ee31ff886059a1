"""The hidden layer uses ReLU in place of the sigmoid.

은닉층에서 시그모이드 대신 ReLU를 쓴다.
"""

import numpy as np
from common.functions import cross_entropy_error, softmax
from common.gradient import numerical_gradient

PART = "TwoLayerNet.predict"
HINT_EN = """
Your probabilities add up to 1 but are not the expected ones. The hidden layer seems to cut off
negative numbers and let positive ones through. That is ReLU, a fine choice in newer nets, but
this task asks for the sigmoid. Look at the step between a1 and z1. By hand: with W1 and b1 all 0,
each hidden value should be one half. Print z1. Is it 0?
"""
HINT_KO = """
더하면 1이 되기는 하지만 기대한 확률이 아닙니다. 은닉층에서 음수는 0으로 자르고 양수는 그대로
보내는 것 같습니다. 그것은 ReLU입니다. 요즘 신경망에서 많이 쓰지만, 이 문제에서는 시그모이드를
써야 합니다. a1에서 z1로 가는 단계를 살펴보세요. W1과 b1을 모두 0으로 놓으면 은닉층의 값은 모두
0.5여야 합니다. z1을 출력해 보세요. 0이 나오지는 않나요?
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
        z1 = np.maximum(0, a1)
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
