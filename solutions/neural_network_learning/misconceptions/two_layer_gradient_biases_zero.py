"""The gradients of the biases are set to zero.

편향의 기울기를 0으로 둔다.
"""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax
from common.gradient import numerical_gradient

PART = "TwoLayerNet.numerical_gradient"
HINT_EN = """
The gradients of W1 and W2 are right, but those of b1 and b2 are all zero. Biases start at 0, but
that does not mean that they stay there: they learn just like the weights. Their slopes have to be
worked out in the same way. Look at the lines for the biases. By hand: raise one entry of b2 by
0.1 and compare the loss before and after.
"""
HINT_KO = """
W1과 W2의 기울기는 맞지만 b1과 b2의 기울기가 모두 0입니다. 편향은 0에서 시작하지만, 계속 0에
머무는 것은 아닙니다. 가중치와 똑같이 학습으로 바뀌어야 하므로, 기울기도 같은 방법으로 구해야
합니다. 편향의 기울기를 정하는 줄을 살펴보세요. b2의 원소 하나를 0.1만큼 키우고 손실을 비교해
보세요. 손실이 달라진다면 기울기도 0일 수 없습니다.
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
        grads["b1"] = np.zeros_like(self.params["b1"])
        grads["W2"] = numerical_gradient(loss_W, self.params["W2"])
        grads["b2"] = np.zeros_like(self.params["b2"])
        return grads
