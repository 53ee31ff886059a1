"""The result is 1 or 0, with nothing in between.

결과가 1 아니면 0이고 그 사이가 없다.
"""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax
from common.gradient import numerical_gradient

PART = "TwoLayerNet.accuracy"
HINT_EN = """
Your accuracy is 1 when every sample is right and 0 in all other cases. There is nothing in
between. Two slips do that. Python has two kinds of division, and one of them drops everything after
the decimal point: look at the sign you divide with. Or it is only asked whether all samples are
right, where the share of the right ones is meant. By hand: of 4 samples 3 are right. Work out each
step of your formula.
"""
HINT_KO = """
모두 맞히면 1이고 그 밖에는 언제나 0입니다. 그 사이의 값이 나오지 않습니다. 두 가지 경우에 이렇게
됩니다. 파이썬에는 나눗셈이 두 가지 있는데, 그중 하나는 소수점 아래를 버립니다. 나눌 때 어떤 기호를
썼는지 살펴보세요. 또는 맞힌 비율이 아니라 모두 맞혔는지만 확인했을 수 있습니다. 4개 중 3개를
맞혔다고 하고, 쓴 식을 한 단계씩 손으로 계산해 보세요. 어디에서 0이 되나요?
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
        y = np.argmax(self.predict(x), axis=1)
        t = np.argmax(t, axis=1)
        return float(np.sum(y == t) // x.shape[0])

    def numerical_gradient(self, x, t):
        def loss_W(W):
            return self.loss(x, t)

        grads = {}
        grads["W1"] = numerical_gradient(loss_W, self.params["W1"])
        grads["b1"] = numerical_gradient(loss_W, self.params["b1"])
        grads["W2"] = numerical_gradient(loss_W, self.params["W2"])
        grads["b2"] = numerical_gradient(loss_W, self.params["b2"])
        return grads
