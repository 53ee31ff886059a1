"""The bias of the output layer is not added.

출력층의 편향을 더하지 않는다.
"""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax
from common.gradient import numerical_gradient

PART = "TwoLayerNet.predict"
HINT_EN = """
A new net predicts well, but when b2 is changed your result does not follow. New biases are zero,
so one that is left out can't be seen at first. Look at the line for the output layer and compare
it with the one for the hidden layer. By hand: set the first entry of b2 to 10 and the rest to 0.
The first class should now be almost certain. Is it?
"""
HINT_KO = """
갓 만든 신경망에서는 맞지만, b2를 바꾸어도 결과가 따라 바뀌지 않습니다. 편향은 처음에 0이라서
빠뜨려도 처음에는 보이지 않습니다. 출력층을 계산하는 줄을 은닉층의 줄과 나란히 놓고 비교해 보세요.
b2의 첫 원소를 10으로, 나머지를 0으로 바꾸어 보세요. 첫 번째 클래스의 확률이 거의 1이 되어야
합니다. 그런가요? 그대로라면 b2는 어디에서 쓰이고 있나요?
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
        b1 = self.params["b1"]

        a1 = np.dot(x, W1) + b1
        z1 = sigmoid(a1)
        a2 = np.dot(z1, W2)
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
