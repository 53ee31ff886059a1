"""For a batch, only the loss of the first sample is returned.

배치에서 첫 번째 표본의 손실만 반환한다.
"""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax
from common.gradient import numerical_gradient

PART = "TwoLayerNet.loss"
HINT_EN = """
For a batch you return the loss of the first sample alone. Changing the other samples makes no
difference. All samples should count the same, and the loss is their mean. Look for a place where
a row number is fixed, in the predictions or in the targets. By hand: take a batch of two samples,
change the second target, and see if your loss moves.
"""
HINT_KO = """
배치를 넣으면 첫 번째 표본의 손실만 나옵니다. 다른 표본을 바꾸어도 손실이 그대로입니다. 모든
표본이 똑같이 반영되어야 하고, 배치의 손실은 그 평균입니다. 예측이나 정답에서 행 번호를 하나로
고정해 둔 곳이 있는지 찾아보세요. 표본 두 개짜리 배치에서 두 번째 정답만 다른 클래스로 바꾸어
보세요. 손실이 달라지나요? 달라지지 않는다면 그 표본은 어디에서 빠졌을까요?
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
        if y.ndim == 2:
            y, t = y[0], t[0]
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
