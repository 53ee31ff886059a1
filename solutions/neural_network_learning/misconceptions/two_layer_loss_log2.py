"""The logarithm to base 2 is taken instead of the natural one.

자연로그 대신 밑이 2인 로그를 쓴다.
"""

import numpy as np
from common.functions import sigmoid, softmax
from common.gradient import numerical_gradient

PART = "TwoLayerNet.loss"
HINT_EN = """
Your loss is always about 1.44 times the right one. A factor that never changes is the mark of
another logarithm. Base 2 is common in information theory, but this loss uses the natural
logarithm, to base e. Look at the name of your logarithm function. By hand: if the right class has
probability 0.5, the loss should be about 0.69. Is yours exactly 1?
"""
HINT_KO = """
손실이 언제나 맞는 값의 약 1.44배입니다. 늘 같은 비율로 어긋난다면 로그의 밑이 다른 것입니다. 정보
이론에서는 밑이 2인 로그도 많이 쓰지만, 여기서는 밑이 e인 자연로그를 씁니다. 로그 함수의 이름을
살펴보세요. 정답 클래스의 확률이 0.5라면 손실은 약 0.69여야 합니다. 내 손실은 정확히 1이 나오지
않나요? 두 수의 비율도 한번 구해 보세요.
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
        y = np.atleast_2d(self.predict(x))
        t = np.atleast_2d(t)
        return -np.sum(t * np.log2(y + 1e-7)) / y.shape[0]

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
