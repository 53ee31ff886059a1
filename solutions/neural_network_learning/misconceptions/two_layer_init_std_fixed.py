"""The number 0.01 is written into the code in place of the argument.

인수 대신 0.01이라는 수를 코드에 적어 둔다.
"""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax
from common.gradient import numerical_gradient

PART = "TwoLayerNet.init"
HINT_EN = """
With the default setting your weights are right, but any other standard deviation changes nothing:
the spread stays at 0.01. It looks as if that number is written in the body of __init__, next to
the random numbers. A default value belongs in the list of arguments only. Look for 0.01 in your
code. By hand: make a net with a standard deviation of 1 and print W1.
"""
HINT_KO = """
기본값으로 만들면 맞지만, 다른 표준편차를 주어도 퍼진 정도가 0.01 그대로입니다. __init__의
본문에서 난수 옆에 이 수를 직접 적어 둔 것 같습니다. 기본값은 인수 목록에만 적어 두면 됩니다.
코드에서 0.01이 나오는 곳을 모두 찾아보세요. 표준편차를 1로 주고 신경망을 만들어 W1을 출력해
보세요. 0.01 근처의 작은 수들만 나오나요? 인수로 넘긴 값은 어디에서 사라졌을까요?
"""


class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        self.params = {}
        self.params["W1"] = 0.01 * np.random.randn(input_size, hidden_size)
        self.params["b1"] = np.zeros(hidden_size)
        self.params["W2"] = 0.01 * np.random.randn(hidden_size, output_size)
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
