"""The method's own difference over two steps is divided by one step.

메서드 안에서 직접 구한 2h 간격의 차이를 h로 나눈다.
"""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "TwoLayerNet.numerical_gradient"
HINT_EN = """
All four gradients are exactly twice as large as they should be. The two losses are taken at the
right places, one step up and one step down, but the number you divide by does not match the
distance between those places. Look at the division in your own difference. By hand: with a step
of 1 around 5, the two places are 4 and 6. How far apart are they?
"""
HINT_KO = """
네 기울기가 모두 정확히 두 배로 큽니다. 한 번은 위로, 한 번은 아래로 움직여 손실을 제대로
구했지만, 나누는 수가 두 자리 사이의 거리와 맞지 않습니다. 직접 쓴 차분에서 나눗셈을 살펴보세요.
5를 가운데에 두고 간격을 1로 놓으면 두 자리는 4와 6입니다. 둘은 얼마나 떨어져 있나요? 내 코드는 그
거리로 나누고 있나요, 아니면 다른 수로 나누고 있나요?
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
        h = 1e-4
        grads = {}
        for key in ("W1", "b1", "W2", "b2"):
            W = self.params[key]
            grad = np.zeros_like(W)
            for idx in np.ndindex(W.shape):
                tmp = W[idx]
                W[idx] = tmp + h
                loss1 = self.loss(x, t)
                W[idx] = tmp - h
                loss2 = self.loss(x, t)
                grad[idx] = (loss1 - loss2) / h
                W[idx] = tmp
            grads[key] = grad
        return grads
