"""The hidden bias is added after the sigmoid instead of before it.

은닉층의 편향을 시그모이드 뒤에 더한다.
"""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax
from common.gradient import numerical_gradient

PART = "TwoLayerNet.predict"
HINT_EN = """
A new net, with all biases at 0, predicts well. Once b1 is not zero, the result is wrong. It looks
as if b1 is added to the output of the sigmoid. It belongs inside, where it shifts the point at
which the unit switches on. Look at the order of the steps in the hidden layer. By hand: with W1
all 0 and b1 all 5, the hidden values should stay below 1. Print them.
"""
HINT_KO = """
편향이 모두 0인 새 신경망에서는 맞지만, b1이 0이 아니게 되면 틀립니다. 시그모이드를 거친 값에 b1을
더하는 것 같습니다. 편향은 시그모이드 안쪽에서, 뉴런이 켜지는 지점을 옮기는 역할을 합니다.
은닉층에서 계산하는 순서를 살펴보세요. W1을 모두 0으로, b1을 모두 5로 놓아 봅시다. 은닉층의 값은
1보다 작아야 합니다. 출력해 보면 5보다 큰 수가 나오지 않나요?
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

        a1 = np.dot(x, W1)
        z1 = sigmoid(a1) + b1
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
