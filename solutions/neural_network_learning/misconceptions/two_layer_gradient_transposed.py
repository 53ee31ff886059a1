"""The gradients of the weights are returned transposed.

가중치의 기울기를 전치해 반환한다.
"""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax
from common.gradient import numerical_gradient

PART = "TwoLayerNet.numerical_gradient"
HINT_EN = """
The numbers in the gradients of W1 and W2 are right, but the arrays lie on their side: rows and
columns have changed places. A gradient must have the shape of its parameter, so that each slope
meets its own weight in the update. Look for a transpose in your method. By hand: for 3 inputs and
4 hidden units, print the shapes of W1 and of its gradient.
"""
HINT_KO = """
W1과 W2의 기울기에 들어 있는 수는 맞지만 행과 열이 뒤바뀌어 있습니다. 기울기는 매개변수와 모양이
같아야, 갱신할 때 기울기 하나하나가 자기 가중치와 만납니다. 메서드 안에 전치를 하는 곳이 있는지
찾아보세요. 입력이 3개, 은닉층이 4개인 신경망을 만들어 W1의 모양과 그 기울기의 모양을 나란히
출력해 보세요. 두 모양이 같은가요? 모양이 다르면 뺄셈이 될까요?
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
        grads["W1"] = numerical_gradient(loss_W, self.params["W1"]).T
        grads["b1"] = numerical_gradient(loss_W, self.params["b1"])
        grads["W2"] = numerical_gradient(loss_W, self.params["W2"]).T
        grads["b2"] = numerical_gradient(loss_W, self.params["b2"])
        return grads
