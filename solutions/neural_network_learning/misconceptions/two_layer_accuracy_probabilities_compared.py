"""Probabilities are compared with the one-hot targets for equality.

확률과 원-핫 정답이 같은지를 그대로 비교한다.
"""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax
from common.gradient import numerical_gradient

PART = "TwoLayerNet.accuracy"
HINT_EN = """
Your accuracy is 0, however well the net does: nothing that you compare is ever equal. A probability
like 0.98 is never exactly 1, so comparing the table of probabilities with the table of targets
finds no match; both must be turned into class numbers first. And `is` asks whether two numbers are
one and the same object, where == asks whether they are equal. Look at the two sides of your
comparison, and at its sign. By hand: compare [0.9, 0.1] with [1, 0], entry by entry.
"""
HINT_KO = """
신경망이 아무리 잘 맞혀도 정확도가 0입니다. 비교한 것들이 한 번도 같다고 나오지 않기 때문입니다.
0.98 같은 확률은 결코 1과 똑같지 않으므로, 확률의 표와 정답의 표를 그대로 비교하면 같은 것이 없습니다.
비교하기 전에 둘 다 클래스 번호로 바꾸어야 합니다. 또 ==는 값이 같은지를 보지만 is는 같은 객체인지를
봅니다. 비교하는 기호와 그 양쪽에 무엇이 들어 있는지 살펴보세요. [0.9, 0.1]과 [1, 0]을 한 칸씩 비교해
보세요. 같은 칸이 있나요?
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
        y = self.predict(x)
        return cross_entropy_error(y, t)

    def accuracy(self, x, t):
        y = self.predict(x)
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
