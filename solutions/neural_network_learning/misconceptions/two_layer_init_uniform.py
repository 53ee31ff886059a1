"""The weights are drawn evenly between 0 and 1 before scaling.

가중치를 0과 1 사이에서 고르게 뽑아 크기를 맞춘다.
"""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax
from common.gradient import numerical_gradient

PART = "TwoLayerNet.init"
HINT_EN = """
None of your weights is negative, and none is larger than the standard deviation. So the random
numbers seem to come evenly from 0 to 1, and not from the normal distribution, which is centred on
0. The two functions have very similar names. Look at yours letter by letter. By hand: make a net
with a standard deviation of 1 and count the negative weights. About half should be.
"""
HINT_KO = """
가중치에 음수가 하나도 없고, 넘겨준 표준편차보다 큰 수도 없습니다. 0을 중심으로 하는 정규분포가
아니라 0과 1 사이에서 고르게 뽑은 것 같습니다. 두 함수는 이름이 매우 비슷하니 한 글자씩
살펴보세요. 표준편차를 1로 주고 신경망을 만든 다음, 가중치 가운데 음수가 몇 개인지 세어 보세요.
절반쯤은 음수여야 합니다. 가장 큰 가중치는 얼마인지도 확인해 보세요.
"""


class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        self.params = {}
        self.params["W1"] = weight_init_std * np.random.rand(input_size, hidden_size)
        self.params["b1"] = np.zeros(hidden_size)
        self.params["W2"] = weight_init_std * np.random.rand(hidden_size, output_size)
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
