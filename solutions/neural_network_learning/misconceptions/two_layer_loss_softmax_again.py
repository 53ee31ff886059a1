"""Softmax is applied to what predict returns, though those are probabilities already.

predict가 이미 확률을 주는데 소프트맥스를 또 적용한다.
"""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax
from common.gradient import numerical_gradient

PART = "TwoLayerNet.loss"
HINT_EN = """
Your loss moves very little and stays far from 0, even when the net is sure and right. In this
class predict gives probabilities already. The loss seems to send them through softmax once more,
as the one-layer net had to. Look at what happens between predict and the cross entropy. By hand:
apply softmax to the probabilities [1, 0]. Is the result still sure?
"""
HINT_KO = """
손실이 거의 변하지 않고, 신경망이 정답을 확신할 때도 0에서 멀리 떨어져 있습니다. 이 클래스의
predict는 이미 확률을 반환합니다. 그런데 한 층짜리 신경망에서 하던 대로 소프트맥스를 한 번 더 적용한
것 같습니다. predict와 교차 엔트로피 사이에서 무엇을 하는지 살펴보세요. 확률 [1, 0]에 소프트맥스를
적용해 보세요. 여전히 첫 번째 클래스를 확신하고 있나요?
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
        return cross_entropy_error(softmax(y), t)

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
