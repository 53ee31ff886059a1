"""A whole row of a weight array is moved at once.

가중치의 한 행을 통째로 움직인다.
"""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "TwoLayerNet.numerical_gradient"
HINT_EN = """
The biases are right, but in W1 and W2 each row of the gradient repeats one number: the sum of the
slopes that belong there. Your loop walks along the first axis only. For a bias that reaches each
number, for a matrix it reaches whole rows. Look at what one index picks out of W1. By hand: print
the first item of a 2 by 3 array. Is it a number or a row?
"""
HINT_KO = """
편향의 기울기는 맞지만, W1과 W2의 기울기는 한 행에 같은 수가 되풀이됩니다. 그 수는 그 행에 있어야
할 기울기들의 합입니다. 반복문이 첫 번째 축만 따라가기 때문입니다. 편향에서는 수가 하나씩
나오지만, 행렬에서는 행이 통째로 나옵니다. W1에서 인덱스 하나로 무엇을 꺼내게 되는지 살펴보세요.
2행 3열 배열의 첫 항목을 출력해 보세요. 수인가요, 행인가요?
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
            for i in range(W.shape[0]):
                tmp = W[i].copy()
                W[i] = tmp + h
                loss1 = self.loss(x, t)
                W[i] = tmp - h
                loss2 = self.loss(x, t)
                grad[i] = (loss1 - loss2) / (2 * h)
                W[i] = tmp
            grads[key] = grad
        return grads
