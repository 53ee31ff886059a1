"""The weights keep a spread of 1, since the given standard deviation is not used.

넘겨받은 표준편차를 쓰지 않아 가중치가 1만큼 퍼진다.
"""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax
from common.gradient import numerical_gradient

PART = "TwoLayerNet.init"
HINT_EN = """
Your weights are spread with a standard deviation of 1, whatever value is passed in. The random
numbers are drawn well, but the argument weight_init_std seems to have no effect. Look for it in
your __init__: where is it read? By hand: make a net with a standard deviation of 0.01 and print
W1. Numbers like 0.7 or -1.2 are about a hundred times too large.
"""
HINT_KO = """
어떤 값을 넘겨도 가중치의 표준편차가 1입니다. 난수는 제대로 뽑았지만, 인수 weight_init_std가 아무
역할도 하지 않는 것 같습니다. __init__ 안에서 이 이름을 어디에서 읽는지 찾아보세요. 표준편차를
0.01로 주고 신경망을 만들어 W1을 출력해 보세요. 0.7이나 -1.2 같은 수가 보인다면 백 배쯤 큰
것입니다. 난수가 바라는 만큼만 퍼지게 하려면 무엇을 해야 할지 생각해 보세요.
"""


class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        self.params = {}
        self.params["W1"] = np.random.randn(input_size, hidden_size)
        self.params["b1"] = np.zeros(hidden_size)
        self.params["W2"] = np.random.randn(hidden_size, output_size)
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
