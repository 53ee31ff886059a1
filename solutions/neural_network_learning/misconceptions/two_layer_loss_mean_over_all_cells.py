"""The mean runs over all samples and classes, so the loss is too small.

표본뿐 아니라 클래스까지 모두 평균을 내어 손실이 작아진다.
"""

import numpy as np
from common.functions import sigmoid, softmax
from common.gradient import numerical_gradient

PART = "TwoLayerNet.loss"
HINT_EN = """
Your loss is too small, by exactly the number of classes, for one sample and for a batch. A mean
over the whole array divides by samples times classes. Only one entry in each row counts, the one
of the right class, so only the samples should be counted. Look at what your mean divides by. By
hand: one sample, two classes, probability 0.5. The loss is about 0.69. Is yours half of it?
"""
HINT_KO = """
표본 하나이든 배치이든, 손실이 정확히 클래스의 수로 나눈 만큼 작게 나옵니다. 배열 전체의 평균을
내면 표본의 수와 클래스의 수를 곱한 만큼 나누게 됩니다. 한 행에서 값이 있는 것은 정답 클래스
하나뿐이니, 표본의 수로만 나누어야 합니다. 평균을 낼 때 무엇으로 나누게 되는지 살펴보세요. 표본
하나, 클래스 두 개, 확률 0.5라면 손실은 약 0.69입니다. 내 값은 그 절반인가요?
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
        return -np.mean(t * np.log(y + 1e-7))

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
