"""The method takes its own forward difference with a step of 0.001.

메서드 안에서 간격 0.001의 전방 차분을 직접 구한다.
"""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "TwoLayerNet.numerical_gradient"
HINT_EN = """
Your gradients are close, but not close enough: each is off by a small amount that depends on how
strongly the loss bends. You seem to compare the loss at the parameter with the loss at a point
just above it. The slope should be taken from both sides. Look at the two losses that you
subtract. By hand: for x squared at 0, compare a one-sided with a two-sided slope.
"""
HINT_KO = """
기울기가 거의 맞지만 충분하지 않습니다. 손실이 많이 휘는 곳일수록 조금씩 더 어긋납니다. 지금의
매개변수와 그보다 조금 큰 점, 이렇게 한쪽에서만 손실을 비교하는 것 같습니다. 기울기는 양쪽에서
재어야 합니다. 서로 빼는 두 손실이 각각 어느 점에서 구한 것인지 살펴보세요. x의 제곱을 0에서,
한쪽으로 잰 기울기와 양쪽으로 잰 기울기를 손으로 계산해 비교해 보세요.
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
        h = 1e-3
        grads = {}
        for key in ("W1", "b1", "W2", "b2"):
            W = self.params[key]
            grad = np.zeros_like(W)
            loss0 = self.loss(x, t)
            for idx in np.ndindex(W.shape):
                tmp = W[idx]
                W[idx] = tmp + h
                loss1 = self.loss(x, t)
                grad[idx] = (loss1 - loss0) / h
                W[idx] = tmp
            grads[key] = grad
        return grads
