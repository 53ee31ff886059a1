"""The loss is multiplied by the batch size before its gradient is taken.

손실에 배치 크기를 곱한 다음 기울기를 구한다.
"""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax
from common.gradient import numerical_gradient

PART = "TwoLayerNet.numerical_gradient"
HINT_EN = """
All four gradients are too large, by exactly the number of samples. Your loss is a mean over the
batch, but the gradient belongs to a sum. Some step seems to multiply by the size of the batch.
Look at the function whose gradient you take: does it return the same number as your loss? By
hand: put one sample into a batch twice. The gradient should stay the same.
"""
HINT_KO = """
네 기울기가 모두 정확히 표본의 수만큼 배로 큽니다. 손실은 배치의 평균인데, 기울기는 합에 대한
것입니다. 어딘가에서 배치의 크기를 곱하는 것 같습니다. 기울기를 구하는 함수가 loss와 같은 수를
반환하는지 살펴보세요. 같은 표본을 두 번 넣은 배치를 만들어 보세요. 기울기는 하나일 때와 같아야
합니다. 두 배로 커진다면 무엇이 두 번 더해진 것일까요?
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
        return np.sum(y == t) / float(x.shape[0])

    def numerical_gradient(self, x, t):
        def loss_W(W):
            return self.loss(x, t) * x.shape[0]

        grads = {}
        grads["W1"] = numerical_gradient(loss_W, self.params["W1"])
        grads["b1"] = numerical_gradient(loss_W, self.params["b1"])
        grads["W2"] = numerical_gradient(loss_W, self.params["W2"])
        grads["b2"] = numerical_gradient(loss_W, self.params["b2"])
        return grads
