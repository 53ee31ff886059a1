"""The count is divided by the number of classes instead of samples.

맞힌 개수를 표본의 수가 아니라 클래스의 수로 나눈다.
"""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax
from common.gradient import numerical_gradient

PART = "TwoLayerNet.accuracy"
HINT_EN = """
Your accuracy is off by a factor and can go above 1. The right answers are counted well, but the
count is divided by the number of classes. It is the number of samples that is needed. The two are
the two sizes of the same table, so they are easily mixed up. Look at what you divide by. By hand:
6 samples, 3 classes, all right. The answer is 1. What is yours?
"""
HINT_KO = """
정확도가 일정한 비율로 어긋나고 1을 넘기도 합니다. 맞힌 개수는 잘 세었지만, 표본의 수가 아니라
클래스의 수로 나눈 것 같습니다. 둘은 같은 표의 세로와 가로 크기라서 헷갈리기 쉽습니다. 마지막에
무엇으로 나누는지 살펴보고 그 값을 출력해 보세요. 표본이 6개, 클래스가 3개이고 모두 맞혔다면 답은
1이어야 합니다. 내 결과는 얼마인가요?
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
        labels = np.argmax(t, axis=1)
        return np.sum(y == labels) / float(t.shape[1])

    def numerical_gradient(self, x, t):
        def loss_W(W):
            return self.loss(x, t)

        grads = {}
        grads["W1"] = numerical_gradient(loss_W, self.params["W1"])
        grads["b1"] = numerical_gradient(loss_W, self.params["b1"])
        grads["W2"] = numerical_gradient(loss_W, self.params["W2"])
        grads["b2"] = numerical_gradient(loss_W, self.params["b2"])
        return grads
