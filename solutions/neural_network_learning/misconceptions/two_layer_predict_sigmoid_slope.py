"""The hidden layer uses the derivative of the sigmoid.

은닉층에서 시그모이드의 미분을 쓴다.
"""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax
from common.gradient import numerical_gradient

PART = "TwoLayerNet.predict"
HINT_EN = """
Your probabilities add up to 1 but are not the expected ones. It looks as if the hidden values are
never larger than one quarter. The sigmoid goes up to 1, but its slope has its peak at one
quarter. You may have used the formula for the slope, which is only needed for back-propagation.
Look at the step from a1 to z1. By hand: with W1 and b1 all 0, is z1 one half or one quarter?
"""
HINT_KO = """
더하면 1이 되지만 기대한 확률이 아닙니다. 은닉층의 값이 0.25를 넘지 못하는 것 같습니다.
시그모이드의 값은 1까지 올라가지만, 그 기울기는 가장 클 때가 0.25입니다. 역전파에서나 필요한
미분의 식을 쓴 것은 아닌지 살펴보세요. a1에서 z1로 가는 단계를 보면 됩니다. W1과 b1을 모두 0으로
놓고 z1을 출력해 보세요. 0.5인가요, 0.25인가요?
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
        z1 = sigmoid(a1) * (1 - sigmoid(a1))
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
