"""predict returns the scores without softmax.

predict가 소프트맥스 없이 점수를 반환한다.
"""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax
from common.gradient import numerical_gradient

PART = "TwoLayerNet.predict"
HINT_EN = """
Your numbers don't add up to 1, and some may be negative: they are scores, not probabilities. In
the one-layer net predict stops at the scores, but in this net it goes one step further. Look at
the last line of predict. By hand: set all weights and biases to 0, with two outputs. Every class
is equally likely then. Do you get one half each, or 0 each?
"""
HINT_KO = """
결과를 더해도 1이 되지 않고 음수도 섞여 있습니다. 확률이 아니라 점수가 나온 것입니다. 한 층짜리
신경망의 predict는 점수에서 멈추지만, 이 신경망에서는 한 단계를 더 거칩니다. predict의 마지막 줄을
살펴보세요. 출력이 두 개인 신경망에서 가중치와 편향을 모두 0으로 놓아 보세요. 그러면 두 클래스의
가능성이 같아야 합니다. 0.5씩 나오나요, 아니면 0씩 나오나요?
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
        return a2

    def loss(self, x, t):
        y = softmax(self.predict(x))
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
