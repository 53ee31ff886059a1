"""A sample counts as right if its class is among the best two.

정답이 상위 두 클래스 안에 들면 맞힌 것으로 센다.
"""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax
from common.gradient import numerical_gradient

PART = "TwoLayerNet.accuracy"
HINT_EN = """
Your accuracy is too high, and with two classes it is always 1. It looks as if a sample counts
when the right class is first or second. That is a measure of its own, used for nets with very
many classes, but accuracy means the first place only. Look at how many classes per sample you
keep. By hand: for [0.5, 0.3, 0.2] with the second class right, the net was wrong.
"""
HINT_KO = """
정확도가 너무 높고, 클래스가 두 개면 언제나 1입니다. 정답 클래스가 첫째나 둘째로 높으면 맞힌
것으로 세는 것 같습니다. 클래스가 아주 많을 때 따로 쓰는 기준이지만, 여기서 말하는 정확도는 첫째만
봅니다. 표본마다 클래스를 몇 개씩 남겨 두는지 살펴보세요. 확률이 [0.5, 0.3, 0.2]이고 정답이 두
번째라면 신경망은 틀린 것입니다. 내 코드는 이것을 어떻게 세나요?
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
        best_two = np.argsort(y, axis=1)[:, -2:]
        t = np.argmax(t, axis=1)
        count = 0
        for i in range(x.shape[0]):
            if t[i] in best_two[i]:
                count += 1
        return count / float(x.shape[0])

    def numerical_gradient(self, x, t):
        def loss_W(W):
            return self.loss(x, t)

        grads = {}
        grads["W1"] = numerical_gradient(loss_W, self.params["W1"])
        grads["b1"] = numerical_gradient(loss_W, self.params["b1"])
        grads["W2"] = numerical_gradient(loss_W, self.params["W2"])
        grads["b2"] = numerical_gradient(loss_W, self.params["b2"])
        return grads
