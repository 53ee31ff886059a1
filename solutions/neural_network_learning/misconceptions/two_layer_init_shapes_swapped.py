"""The weight arrays are made with rows and columns exchanged.

가중치 배열의 행과 열을 바꾸어 만든다.
"""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax
from common.gradient import numerical_gradient

PART = "TwoLayerNet.init"
HINT_EN = """
Both weight arrays lie on their side. A row of inputs is multiplied from the left, so W1 needs one
row for each input and one column for each hidden unit, and W2 one row for each hidden unit. Look
at the order of the two sizes in each. By hand: for 3 inputs, 4 hidden units and 2 outputs, write
down all shapes in x W1 and see if the inner numbers agree.
"""
HINT_KO = """
두 가중치 배열의 가로와 세로가 뒤바뀌었습니다. 입력 벡터를 왼쪽에서 곱하므로, W1은 입력마다 행이
하나, 은닉층 뉴런마다 열이 하나씩 있어야 합니다. W2의 행은 은닉층 뉴런의 수와 같아야 하고요. 두
크기를 어떤 순서로 적었는지 살펴보세요. 입력 3개, 은닉층 4개, 출력 2개일 때의 모양을 종이에 모두
적고, 곱할 때 안쪽의 두 수가 같은지 확인해 보세요.
"""


class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        self.params = {}
        self.params["W1"] = weight_init_std * np.random.randn(hidden_size, input_size)
        self.params["b1"] = np.zeros(hidden_size)
        self.params["W2"] = weight_init_std * np.random.randn(output_size, hidden_size)
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
        grads["b1"] = numerical_gradient(loss_W, self.params["b1"])
        grads["W2"] = numerical_gradient(loss_W, self.params["W2"])
        grads["b2"] = numerical_gradient(loss_W, self.params["b2"])
        return grads
