"""The losses of a batch are added up but not averaged.

배치의 손실을 더하기만 하고 평균을 내지 않는다.
"""

import numpy as np
from common.functions import sigmoid, softmax
from common.gradient import numerical_gradient

PART = "TwoLayerNet.loss"
HINT_EN = """
For one sample your loss is right. For a batch it is too large, by exactly the number of samples.
A loss should not grow just because more samples are looked at, so the sum has to be shared out
over the batch. Look at what you do after the sum. By hand: put one sample into a batch four
times. The loss should be that of one. Is yours four times as large?
"""
HINT_KO = """
표본 하나일 때는 맞지만, 배치에서는 정확히 표본의 수만큼 배로 커집니다. 표본을 더 많이 본다고 해서
손실이 커져서는 안 되므로, 더한 값을 표본의 수로 나누어야 합니다. 합을 구한 뒤에 무엇을 하는지
살펴보세요. 같은 표본을 네 번 넣은 배치를 만들어 보세요. 손실은 하나일 때와 같아야 합니다. 내
손실은 네 배가 되지 않나요? 그러면 기울기는 또 어떻게 될까요?
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
        return -np.sum(t * np.log(y + 1e-7))

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
