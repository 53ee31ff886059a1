"""In a batch, softmax divides by the sum over all samples.

배치에서 소프트맥스가 모든 표본의 합으로 나눈다.
"""

import numpy as np
from common.functions import cross_entropy_error, sigmoid
from common.gradient import numerical_gradient

PART = "TwoLayerNet.predict"
HINT_EN = """
A single sample is right, but in a batch your probabilities are too small: all rows together add
up to 1. Each row should do so by itself. The sum in your softmax seems to run over the whole
batch. It was written for one vector and needs to be told the direction. By hand: predict the same
sample twice in one batch, and add up the first row. Is it 1 or one half?
"""
HINT_KO = """
표본 하나는 맞지만, 배치에서는 확률이 너무 작습니다. 행마다 더해서 1이 되어야 하는데, 모든 행을
합쳐야 1이 됩니다. 소프트맥스의 합을 배치 전체에서 구하는 것 같습니다. 벡터 하나를 생각하고 쓴
식이라, 배치에서는 어느 방향으로 더할지 알려 주어야 합니다. 똑같은 표본을 두 번 넣은 배치로
예측하고 첫 행을 더해 보세요. 1인가요, 0.5인가요?
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
        exp_a2 = np.exp(a2 - np.max(a2))
        y = exp_a2 / np.sum(exp_a2)
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
