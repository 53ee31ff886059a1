"""The number of right answers is returned, not their share.

맞힌 비율이 아니라 맞힌 개수를 반환한다.
"""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax
from common.gradient import numerical_gradient

PART = "TwoLayerNet.accuracy"
HINT_EN = """
You return a whole number that grows with the batch. It is the count of right answers. Accuracy is
the share of them, between 0 and 1, so that batches of different sizes can be compared. One step
is missing after the count. Look at the last line of accuracy. By hand: if 3 of 4 samples are
right, which number should come out, and which one does?
"""
HINT_KO = """
배치가 클수록 함께 커지는 정수가 나옵니다. 맞힌 개수를 그대로 반환한 것입니다. 정확도는 0과 1 사이의
비율이어야, 크기가 다른 배치끼리도 견줄 수 있습니다. 개수를 센 다음에 한 단계가 빠졌습니다.
accuracy의 마지막 줄을 살펴보세요. 표본 네 개 가운데 세 개를 맞혔다면 어떤 수가 나와야 하고,
실제로는 어떤 수가 나오나요? 표본이 백 개일 때도 생각해 보세요.
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
        return cross_entropy_error(y, t)

    def accuracy(self, x, t):
        y = np.argmax(self.predict(x), axis=1)
        t = np.argmax(t, axis=1)
        return np.sum(y == t)

    def numerical_gradient(self, x, t):
        def loss_W(W):
            return self.loss(x, t)

        grads = {}
        grads["W1"] = numerical_gradient(loss_W, self.params["W1"])
        grads["b1"] = numerical_gradient(loss_W, self.params["b1"])
        grads["W2"] = numerical_gradient(loss_W, self.params["W2"])
        grads["b2"] = numerical_gradient(loss_W, self.params["b2"])
        return grads
