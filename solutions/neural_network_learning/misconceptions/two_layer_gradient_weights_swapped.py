"""The gradients of W1 and W2 are stored under each other's names.

W1과 W2의 기울기를 서로 바꾸어 저장한다.
"""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax
from common.gradient import numerical_gradient

PART = "TwoLayerNet.numerical_gradient"
HINT_EN = """
The gradients of the biases are right. Under the name W1 there is an array with the shape of W2,
and the other way round. The two have changed places. Each gradient must have the shape of its
parameter, or the update can't work. Look at both sides of the lines for W1 and W2. By hand: print
the shapes of the parameters and of the gradients side by side.
"""
HINT_KO = """
편향의 기울기는 맞습니다. 그런데 W1이라는 이름 아래에 W2와 모양이 같은 배열이 있고, W2 아래에는
W1과 모양이 같은 배열이 있습니다. 둘의 자리가 바뀐 것입니다. 기울기는 자기 매개변수와 모양이
같아야 갱신할 수 있습니다. W1과 W2의 기울기를 구하는 줄의 왼쪽과 오른쪽을 견주어 보세요.
매개변수와 기울기의 모양을 나란히 출력해 보면 어디가 바뀌었는지 보입니다.
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
        grads["W1"] = numerical_gradient(loss_W, self.params["W2"])
        grads["b1"] = numerical_gradient(loss_W, self.params["b1"])
        grads["W2"] = numerical_gradient(loss_W, self.params["W1"])
        grads["b2"] = numerical_gradient(loss_W, self.params["b2"])
        return grads
