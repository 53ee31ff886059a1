"""predict returns the number of the likeliest class instead of the probabilities.

predict가 확률 대신 가장 그럴듯한 클래스의 번호를 반환한다.
"""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax
from common.gradient import numerical_gradient

PART = "TwoLayerNet.predict"
HINT_EN = """
You return one whole number per sample: the likeliest class. Here predict should give a
probability for every class, because the loss needs to know how sure the net is. Choosing the
class is the job of accuracy. Look at the last step of predict. By hand: for one sample and four
classes, how many numbers should come out, and what is their sum?
"""
HINT_KO = """
표본마다 정수 하나, 곧 가장 그럴듯한 클래스의 번호가 나옵니다. 여기서 predict는 클래스마다 확률을
하나씩 반환해야 합니다. 손실을 구하려면 신경망이 얼마나 확신하는지 알아야 하기 때문입니다. 클래스를
고르는 일은 accuracy에서 합니다. predict의 마지막 단계를 살펴보세요. 클래스가 네 개라면 표본 하나에
수가 몇 개 나와야 하고, 그 합은 얼마여야 하나요?
"""


class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        self.params = {}
        self.params["W1"] = weight_init_std * np.random.randn(input_size, hidden_size)
        self.params["b1"] = np.zeros(hidden_size)
        self.params["W2"] = weight_init_std * np.random.randn(hidden_size, output_size)
        self.params["b2"] = np.zeros(output_size)

    def probabilities(self, x):
        W1, W2 = self.params["W1"], self.params["W2"]
        b1, b2 = self.params["b1"], self.params["b2"]

        a1 = np.dot(x, W1) + b1
        z1 = sigmoid(a1)
        a2 = np.dot(z1, W2) + b2
        y = softmax(a2)
        return y

    def predict(self, x):
        return np.argmax(self.probabilities(x), axis=-1)

    def loss(self, x, t):
        y = self.probabilities(x)
        return cross_entropy_error(y, t)

    def accuracy(self, x, t):
        y = self.predict(x)
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
