"""Back-propagation passes through the hidden layer without the slope of the sigmoid.

역전파에서 은닉층의 시그모이드 미분을 빠뜨린다.
"""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "TwoLayerNet.numerical_gradient"
HINT_EN = """
The gradients of W2 and b2 are right, those of W1 and b1 are not, and most are too large. You work
backward through the layers, and the step back through the hidden layer seems to lack a factor:
the slope of the sigmoid. It is at most one quarter, so without it the result for one sample is at
least four times too large. Look at what you do between the two layers. By hand: check one entry
of b1 with a small step.
"""
HINT_KO = """
W2와 b2의 기울기는 맞지만 W1과 b1의 기울기는 대체로 너무 큽니다. 역전파로 층을 거슬러 올라가면서
은닉층에서 곱해야 할 것 하나, 곧 시그모이드의 미분이 빠진 것 같습니다. 그 값은 아무리 커도 4분의
1이라, 빠뜨리면 표본 하나의 기울기가 적어도 네 배로 커집니다. 두 층 사이에서 무엇을 하는지
살펴보세요. b1의 원소 하나를 조금 움직여 손실의 변화를 재고, 내 기울기와 비교해 보세요.
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
        x = np.atleast_2d(x)
        y = np.atleast_2d(self.predict(x))
        t = np.reshape(t, y.shape)
        z1 = sigmoid(np.dot(x, self.params["W1"]) + self.params["b1"])
        d2 = (y - t) / x.shape[0]
        d1 = np.dot(d2, self.params["W2"].T)

        grads = {}
        grads["W1"] = np.dot(x.T, d1)
        grads["b1"] = np.sum(d1, axis=0)
        grads["W2"] = np.dot(z1.T, d2)
        grads["b2"] = np.sum(d2, axis=0)
        return grads
