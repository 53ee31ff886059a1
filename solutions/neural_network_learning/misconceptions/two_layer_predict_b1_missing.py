"""The bias of the hidden layer is not added.

은닉층의 편향을 더하지 않는다.
"""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax
from common.gradient import numerical_gradient

PART = "TwoLayerNet.predict"
HINT_EN = """
Right after the net is made your result is right, but not once b1 has changed. New biases are
zero, so leaving one out goes unnoticed at first. After training it matters. Look at the line for
the hidden layer and check that all its parts are there. By hand: set b1 to 1 in every entry and
predict again. Do your probabilities move at all?
"""
HINT_KO = """
신경망을 갓 만들었을 때는 맞지만, b1의 값이 바뀌면 틀립니다. 편향은 처음에 0이라서 빠뜨려도 한동안
드러나지 않습니다. 하지만 학습을 하고 나면 차이가 납니다. 은닉층을 계산하는 줄에 있어야 할 것이
모두 들어 있는지 살펴보세요. b1의 원소를 모두 1로 바꾸고 다시 예측해 보세요. 확률이 조금이라도
달라지나요? 달라지지 않는다면 b1은 어디에서도 쓰이지 않는 것입니다.
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
        b2 = self.params["b2"]

        a1 = np.dot(x, W1)
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
            return self.loss(x, t)

        grads = {}
        grads["W1"] = numerical_gradient(loss_W, self.params["W1"])
        grads["b1"] = numerical_gradient(loss_W, self.params["b1"])
        grads["W2"] = numerical_gradient(loss_W, self.params["W2"])
        grads["b2"] = numerical_gradient(loss_W, self.params["b2"])
        return grads
