"""The probabilities of the right classes are averaged without a logarithm.

로그를 취하지 않고 정답 클래스의 확률을 평균한다.
"""

import numpy as np
from common.functions import sigmoid, softmax
from common.gradient import numerical_gradient

PART = "TwoLayerNet.loss"
HINT_EN = """
Your loss always lies between -1 and 0. It looks like the mean probability of the right class,
with a minus sign in front. The cross entropy takes the logarithm of that probability first, so
that a very wrong guess costs a lot. Look at what is summed in your formula. By hand: for a
probability of 0.1 the loss should be about 2.3. Do you get -0.1?
"""
HINT_KO = """
손실이 언제나 -1과 0 사이에 있습니다. 정답 클래스의 확률을 평균 내고 부호만 바꾼 값으로 보입니다.
교차 엔트로피는 그 확률에 먼저 로그를 취해서, 크게 틀릴수록 벌을 훨씬 크게 줍니다. 식에서 무엇을
더하고 있는지 살펴보세요. 정답 클래스의 확률이 0.1이라면 손실은 약 2.3이어야 합니다. 혹시 -0.1이
나오나요? 교재의 식과 한 기호씩 나란히 견주어 보세요.
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
        return -np.sum(t * y) / y.shape[0]

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
