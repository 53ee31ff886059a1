"""The mean squared error is used instead of the cross entropy.

교차 엔트로피 대신 평균 제곱 오차를 쓴다.
"""

import numpy as np
from common.functions import sigmoid, softmax
from common.gradient import numerical_gradient

PART = "TwoLayerNet.loss"
HINT_EN = """
Your loss is small and never goes above 1, even when the net is sure of a wrong class. It looks
like the mean of the squared differences. The cross entropy asks only for the probability of the
right class, and takes its logarithm. Look for a square in your formula. By hand: if the right
class has probability 0.1, the loss should be about 2.3. What is yours?
"""
HINT_KO = """
손실이 작고, 틀린 클래스를 확신할 때도 1을 넘지 않습니다. 차이를 제곱해 평균을 낸 값으로 보입니다.
교차 엔트로피는 정답 클래스의 확률만 보고 그 로그를 취합니다. 식 안에 제곱이 들어 있는지
살펴보세요. 정답 클래스의 확률이 0.1이라면 손실은 약 2.3이어야 합니다. 내 손실은 얼마인가요?
확률이 0.01로 떨어질 때 두 손실이 얼마나 달라지는지도 비교해 보세요.
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
        return np.mean((y - t) ** 2)

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
