"""One largest value is looked for in the whole batch.

배치 전체에서 가장 큰 값 하나만 찾는다.
"""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax
from common.gradient import numerical_gradient

PART = "TwoLayerNet.accuracy"
HINT_EN = """
Your result is 0 or one part of the batch, never more, even when all samples are right. It seems
that one largest value is looked for in the whole table, so a single comparison is made for the
whole batch. Each sample needs a class of its own. Look at how you ask for the position of the
largest value. By hand: print it for two rows. Do you get one number or two?
"""
HINT_KO = """
모두 맞혀도 결과가 0이거나, 표본 하나만큼의 비율밖에 나오지 않습니다. 표 전체에서 가장 큰 값
하나만 찾아서, 배치 전체를 한 번만 비교하는 것 같습니다. 클래스는 표본마다 하나씩 골라야 합니다.
가장 큰 값의 위치를 찾을 때 방향을 지정했는지 살펴보세요. 두 행짜리 표를 만들어 그 결과를 출력해
보세요. 수가 하나 나오나요, 두 개 나오나요?
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
        y = np.argmax(self.predict(x))
        t = np.argmax(t)
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
