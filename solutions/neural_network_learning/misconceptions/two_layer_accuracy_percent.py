"""The accuracy is given in percent, from 0 to 100.

정확도를 0에서 100까지의 백분율로 낸다.
"""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax
from common.gradient import numerical_gradient

PART = "TwoLayerNet.accuracy"
HINT_EN = """
Your accuracy goes up to 100. It is a hundred times the right one. Here accuracy is a share, from
0 for nothing right to 1 for all right. Percent is nice when one prints it, but that can be done
outside. Look at the last line for a factor of 100. By hand: with 3 of 4 samples right, the result
should be 0.75. What do you get?
"""
HINT_KO = """
정확도가 100까지 올라갑니다. 맞는 값의 백 배입니다. 여기서 정확도는 비율이어서, 하나도 못 맞히면
0이고 모두 맞히면 1입니다. 백분율은 화면에 보여 줄 때 편하지만, 그때 바꾸어도 늦지 않습니다.
마지막 줄에서 100을 곱하고 있지 않은지 살펴보세요. 표본 네 개 가운데 세 개를 맞혔다면 결과는
0.75여야 합니다. 내 결과는 얼마인가요?
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
        return 100 * np.sum(y == t) / float(x.shape[0])

    def numerical_gradient(self, x, t):
        def loss_W(W):
            return self.loss(x, t)

        grads = {}
        grads["W1"] = numerical_gradient(loss_W, self.params["W1"])
        grads["b1"] = numerical_gradient(loss_W, self.params["b1"])
        grads["W2"] = numerical_gradient(loss_W, self.params["W2"])
        grads["b2"] = numerical_gradient(loss_W, self.params["b2"])
        return grads
