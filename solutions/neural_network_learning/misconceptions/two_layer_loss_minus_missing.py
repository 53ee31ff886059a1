"""The minus sign in front of the sum is missing.

합 앞의 음수 부호가 빠졌다.
"""

import numpy as np
from common.functions import sigmoid, softmax
from common.gradient import numerical_gradient

PART = "TwoLayerNet.loss"
HINT_EN = """
Your loss has the right size but the wrong sign. The logarithm of a probability is 0 or less, so
the formula turns the sign round to make the loss positive. Without that, training would make the
net worse: the lowest loss would be the worst guess. Look at the start of your formula. By hand:
find the logarithm of 0.9 and of 0.1. Which should give the larger loss?
"""
HINT_KO = """
손실의 크기는 맞지만 부호가 반대입니다. 확률의 로그는 0 이하이므로, 식에서 부호를 뒤집어 손실을
양수로 만듭니다. 그렇게 하지 않으면 가장 못 맞힌 것이 손실이 가장 작아져서, 학습할수록 신경망이
나빠집니다. 식의 맨 앞을 살펴보세요. 0.9의 로그와 0.1의 로그를 계산해 보세요. 둘 가운데 어느 쪽의
손실이 더 커야 하나요? 내 식에서는 어느 쪽이 더 큰가요?
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
        y = np.atleast_2d(self.predict(x))
        t = np.atleast_2d(t)
        return np.sum(t * np.log(y + 1e-7)) / y.shape[0]

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
