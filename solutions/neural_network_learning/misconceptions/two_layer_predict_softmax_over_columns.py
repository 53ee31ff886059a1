"""In a batch, softmax runs down the columns instead of along the rows.

배치에서 소프트맥스를 행이 아니라 열 방향으로 구한다.
"""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax
from common.gradient import numerical_gradient

PART = "TwoLayerNet.predict"
HINT_EN = """
A single sample is right, but in a batch your rows don't add up to 1. The columns do. Each row is
one sample, and its classes must share the whole probability among them. Samples should not
compete with each other. Look at the axis in your softmax. By hand: predict two equal samples as a
batch. Both rows should look like the result for one. Is every entry one half instead?
"""
HINT_KO = """
표본 하나는 맞지만, 배치를 넣으면 행을 더해도 1이 되지 않습니다. 오히려 열을 더하면 1이 됩니다. 한
행이 표본 하나이므로, 확률은 그 행의 클래스끼리 나누어 가져야 합니다. 표본끼리 나누어 가질 것이
아니지요. 소프트맥스에서 어느 축을 따라 더하는지 살펴보세요. 똑같은 표본 두 개를 배치로 넣어
보세요. 두 행 모두 하나일 때의 결과와 같아야 하는데, 모두 0.5가 되지는 않나요?
"""


class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        self.params = {}
        self.params["W1"] = weight_init_std * np.random.randn(input_size, hidden_size)
        self.params["b1"] = np.zeros(hidden_size)
        self.params["W2"] = weight_init_std * np.random.randn(hidden_size, output_size)
        self.params["b2"] = np.zeros(output_size)

    def scores(self, x):
        W1, W2 = self.params["W1"], self.params["W2"]
        b1, b2 = self.params["b1"], self.params["b2"]

        a1 = np.dot(x, W1) + b1
        z1 = sigmoid(a1)
        a2 = np.dot(z1, W2) + b2
        return a2

    def predict(self, x):
        a2 = self.scores(x)
        exp_a2 = np.exp(a2 - np.max(a2, axis=0))
        return exp_a2 / np.sum(exp_a2, axis=0)

    def loss(self, x, t):
        y = softmax(self.scores(x))
        return cross_entropy_error(y, t)

    def accuracy(self, x, t):
        y = np.argmax(self.scores(x), axis=1)
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
