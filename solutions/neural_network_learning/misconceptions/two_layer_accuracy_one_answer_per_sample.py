"""A true or false is returned for each sample instead of one number.

수 하나가 아니라 표본마다 참과 거짓을 반환한다.
"""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax
from common.gradient import numerical_gradient

PART = "TwoLayerNet.accuracy"
HINT_EN = """
You return a list of true and false, one for each sample. The comparison itself is right. What is
missing is to turn it into one number: the share of samples that are true. Look at the last line
of accuracy. By hand: for true, true, false, true the result should be 0.75. Which two steps lead
from the four answers to that number?
"""
HINT_KO = """
표본마다 참과 거짓이 하나씩 나옵니다. 비교는 제대로 했습니다. 빠진 것은 그것을 수 하나로, 곧 참인
표본의 비율로 바꾸는 일입니다. accuracy의 마지막 줄을 살펴보세요. 참, 참, 거짓, 참이라면 결과는
0.75여야 합니다. 네 개의 답에서 이 수가 나오려면 어떤 두 단계를 거쳐야 하는지 말로 적어 보세요. 내
코드에는 그 두 단계가 모두 있나요?
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
        return y == t

    def numerical_gradient(self, x, t):
        def loss_W(W):
            return self.loss(x, t)

        grads = {}
        grads["W1"] = numerical_gradient(loss_W, self.params["W1"])
        grads["b1"] = numerical_gradient(loss_W, self.params["b1"])
        grads["W2"] = numerical_gradient(loss_W, self.params["W2"])
        grads["b2"] = numerical_gradient(loss_W, self.params["b2"])
        return grads
