"""Softmax is applied twice to the scores.

점수에 소프트맥스를 두 번 적용한다.
"""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax
from common.gradient import numerical_gradient

PART = "TwoLayerNet.predict"
HINT_EN = """
Your probabilities add up to 1, but they are all close together, and none is ever near 1. This is
what softmax does to numbers that are probabilities already. Count how often softmax is used on
the way from a2 to the result. By hand: apply softmax to the scores [10, 0], and then to the
result once more. The first gives almost 1. What does the second give?
"""
HINT_KO = """
확률을 더하면 1이 되지만 값들이 서로 비슷하고, 1에 가까운 값이 나오지 않습니다. 이미 확률인 수에
소프트맥스를 또 적용하면 이렇게 됩니다. a2에서 결과가 나오기까지 소프트맥스를 몇 번 쓰는지 세어
보세요. 점수 [10, 0]에 소프트맥스를 적용하고, 그 결과에 다시 한번 적용해 보세요. 처음에는 첫 번째
값이 1에 가깝습니다. 두 번째에는 얼마가 되나요?
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
        y = softmax(softmax(a2))
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
