"""The mean probability of the right class is returned.

정답 클래스의 확률을 평균해 반환한다.
"""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax
from common.gradient import numerical_gradient

PART = "TwoLayerNet.accuracy"
HINT_EN = """
Your accuracy moves smoothly with the parameters and is hardly ever 0 or 1. It looks like the mean
probability of the right class. Accuracy does not ask how sure the net was. It first makes a
choice for each sample, and then counts the right choices. Look for the place where a class is
chosen. By hand: for [0.6, 0.4] with the first class right, this sample counts as 1, not 0.6.
"""
HINT_KO = """
매개변수를 조금 바꿀 때마다 정확도가 부드럽게 변하고, 0이나 1이 나오는 일이 거의 없습니다. 정답
클래스의 확률을 평균 낸 값으로 보입니다. 정확도는 얼마나 확신했는지를 묻지 않습니다. 표본마다 먼저
클래스를 하나 고르고, 맞힌 것을 셉니다. 클래스를 고르는 단계가 있는지 살펴보세요. 확률이 [0.6,
0.4]이고 정답이 첫 번째라면, 이 표본은 0.6이 아니라 1로 세어야 합니다.
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
        return np.sum(y * t) / float(x.shape[0])

    def numerical_gradient(self, x, t):
        def loss_W(W):
            return self.loss(x, t)

        grads = {}
        grads["W1"] = numerical_gradient(loss_W, self.params["W1"])
        grads["b1"] = numerical_gradient(loss_W, self.params["b1"])
        grads["W2"] = numerical_gradient(loss_W, self.params["W2"])
        grads["b2"] = numerical_gradient(loss_W, self.params["b2"])
        return grads
