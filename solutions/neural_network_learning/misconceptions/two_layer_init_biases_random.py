"""The biases are drawn at random, like the weights.

편향도 가중치처럼 무작위로 정한다.
"""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax
from common.gradient import numerical_gradient

PART = "TwoLayerNet.init"
HINT_EN = """
Your weights are fine, but the biases start at random numbers. They should start at zero. The
weights have to be random so that the hidden units differ from one another. Once they do, the
biases need no randomness of their own. Look at the lines for b1 and b2. By hand: make a new net,
print both biases, and check that there is nothing but zeros.
"""
HINT_KO = """
가중치는 괜찮지만 편향이 무작위 수에서 시작합니다. 편향은 0에서 시작해야 합니다. 가중치를 무작위로
정하는 것은 은닉층의 뉴런들이 서로 다른 것을 배우게 하기 위해서입니다. 가중치가 이미 다르면
편향까지 무작위일 필요는 없습니다. b1과 b2를 만드는 줄을 살펴보세요. 신경망을 새로 만들어 두
편향을 출력해 보세요. 모두 0인가요? 가중치를 만드는 줄을 그대로 복사해 쓰지는 않았나요?
"""


class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        self.params = {}
        self.params["W1"] = weight_init_std * np.random.randn(input_size, hidden_size)
        self.params["b1"] = weight_init_std * np.random.randn(hidden_size)
        self.params["W2"] = weight_init_std * np.random.randn(hidden_size, output_size)
        self.params["b2"] = weight_init_std * np.random.randn(output_size)

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
