"""Each layer has one bias in all, instead of one for each unit.

뉴런마다가 아니라 층마다 편향을 하나만 둔다.
"""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax
from common.gradient import numerical_gradient

PART = "TwoLayerNet.init"
HINT_EN = """
Each of your biases holds a single number. Every unit of a layer needs a bias of its own, so b1
has as many entries as there are hidden units, and b2 as many as outputs. NumPy hides the slip,
since it adds a single number to all units without complaint. Look at the sizes given for b1 and
b2. By hand: for 4 hidden units and 2 outputs, write down how many biases there are.
"""
HINT_KO = """
편향마다 수가 하나씩만 들어 있습니다. 편향은 뉴런마다 따로 있어야 하므로, b1의 원소는 은닉층
뉴런의 수만큼, b2의 원소는 출력의 수만큼 있어야 합니다. 수가 하나뿐이어도 넘파이가 모든 뉴런에
똑같이 더해 주기 때문에 잘못이 드러나지 않습니다. b1과 b2를 만들 때 준 크기를 살펴보세요. 은닉층이
4개, 출력이 2개라면 편향은 모두 몇 개인지 종이에 적어 보세요.
"""


class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        self.params = {}
        self.params["W1"] = weight_init_std * np.random.randn(input_size, hidden_size)
        self.params["b1"] = np.zeros(1)
        self.params["W2"] = weight_init_std * np.random.randn(hidden_size, output_size)
        self.params["b2"] = np.zeros(1)

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
