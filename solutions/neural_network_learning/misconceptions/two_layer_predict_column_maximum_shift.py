"""In a batch, softmax subtracts each column's maximum before it sums the rows.

배치에서 소프트맥스가 열마다 최댓값을 뺀 뒤 행을 더한다.
"""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax
from common.gradient import numerical_gradient

PART = "TwoLayerNet.predict"
HINT_EN = """
Your rows add up to 1 and a single sample is right, but in a batch the probabilities are off.
Taking away one number from a whole row changes nothing in softmax. Taking away a different number
from each class does. It seems that you subtract the maximum of each column. Look at the direction
of the maximum. By hand: for the rows [0, 0] and [0, 5], each entry of the first should be one
half.
"""
HINT_KO = """
행을 더하면 1이 되고 표본 하나도 맞지만, 배치에서는 확률이 어긋납니다. 소프트맥스는 한 행에서 같은
수를 빼도 달라지지 않지만, 클래스마다 다른 수를 빼면 달라집니다. 열마다 최댓값을 구해 빼는 것
같습니다. 최댓값을 어느 방향으로 구하는지 살펴보세요. 점수가 [0, 0]과 [0, 5]인 두 행이라면 첫 행의
확률은 0.5씩이어야 합니다. 빼고 난 첫 행을 손으로 적어 보세요.
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
        return exp_a2 / np.sum(exp_a2, axis=-1, keepdims=True)

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
