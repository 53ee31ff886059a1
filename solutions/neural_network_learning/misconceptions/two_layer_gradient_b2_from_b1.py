"""A copied line still takes the gradient for b1 and stores it as b2.

복사한 줄이 b1의 기울기를 b2로 저장한다.
"""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax
from common.gradient import numerical_gradient

PART = "TwoLayerNet.numerical_gradient"
HINT_EN = """
Three of the four gradients are right. The one called b2 is the gradient of b1 again. A line was
probably copied, and only one of the two names in it was changed. Read each line from left to
right and check that both names in it agree. By hand: for 4 hidden units and 2 outputs, how many
entries should the gradient of b2 have? How many does yours have?
"""
HINT_KO = """
네 기울기 가운데 셋은 맞습니다. b2라는 이름으로 저장된 것은 b1의 기울기입니다. 줄을 복사해 붙인 뒤
두 이름 가운데 하나만 고친 것 같습니다. 줄마다 왼쪽의 이름과 오른쪽의 이름이 같은지 하나씩 읽어
보세요. 은닉층이 4개, 출력이 2개라면 b2의 기울기에는 원소가 몇 개 있어야 하나요? 내 결과에는 몇
개가 있는지 출력해서 비교해 보세요.
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
        grads["b1"] = numerical_gradient(loss_W, self.params["b1"])
        grads["W2"] = numerical_gradient(loss_W, self.params["W2"])
        grads["b2"] = numerical_gradient(loss_W, self.params["b1"])
        return grads
