"""Only the gradients of the weights are returned, and the biases are left out.

가중치의 기울기만 반환하고 편향을 빠뜨린다.
"""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax
from common.gradient import numerical_gradient

PART = "TwoLayerNet.numerical_gradient"
HINT_EN = """
Your result holds W1 and W2, but there is nothing under b1 and b2. The net has four groups of
parameters, and training needs a gradient for each of them. Look at which names you put into the
result, and compare them with the names in params. By hand: print the keys of both dictionaries
side by side. Which ones are missing?
"""
HINT_KO = """
결과에 W1과 W2는 있지만 b1과 b2가 없습니다. 이 신경망의 매개변수는 네 묶음이고, 학습하려면
묶음마다 기울기가 있어야 합니다. 결과에 어떤 이름을 넣었는지 살펴보고, params에 있는 이름과 견주어
보세요. 두 딕셔너리의 키를 나란히 출력해 보면 무엇이 빠졌는지 바로 보입니다. 편향의 기울기가
없으면 학습하는 동안 편향은 어떻게 될까요? 왜 편향도 배워야 하는지 생각해 보세요.
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
            return self.loss(x, t)

        grads = {}
        grads["W1"] = numerical_gradient(loss_W, self.params["W1"])
        grads["W2"] = numerical_gradient(loss_W, self.params["W2"])
        return grads
