"""The biases start at one instead of at zero.

편향을 0이 아니라 1에서 시작한다.
"""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax
from common.gradient import numerical_gradient

PART = "TwoLayerNet.init"
HINT_EN = """
All your biases start at 1. They should start at 0, so that at first a unit depends on its inputs
alone. With ones, each hidden unit is pushed upward before it has seen anything. Look at the
function that fills b1 and b2. By hand: feed a row of zeros into the hidden layer of a new net.
With a zero bias the sigmoid gives one half. What do you get?
"""
HINT_KO = """
편향이 모두 1에서 시작합니다. 편향은 0에서 시작해야, 처음에 뉴런의 값이 입력으로만 정해집니다.
1에서 시작하면 아무것도 보기 전부터 은닉층의 값이 위로 밀려 있게 됩니다. b1과 b2를 어떤 함수로
채우는지 살펴보세요. 새로 만든 신경망에 0만 있는 벡터를 넣었다고 생각해 봅시다. 편향이 0이라면
은닉층의 시그모이드 값은 0.5입니다. 지금은 얼마가 나오나요?
"""


class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        self.params = {}
        self.params["W1"] = weight_init_std * np.random.randn(input_size, hidden_size)
        self.params["b1"] = np.ones(hidden_size)
        self.params["W2"] = weight_init_std * np.random.randn(hidden_size, output_size)
        self.params["b2"] = np.ones(output_size)

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
