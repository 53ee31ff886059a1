"""The largest score is looked for down the columns.

가장 큰 점수를 열 방향으로 찾는다.
"""

from collections import OrderedDict

import numpy as np
from common.layers import Affine, Relu, SoftmaxWithLoss

PART = "TwoLayerNet.accuracy"
HINT_EN = """
You look for the largest score down each column, so you find a sample for each class in place of a
class for each sample. The number of answers has to be the number of rows. Look at the axis that
you name. For three rows of two scores, how many numbers do you get?
"""
HINT_KO = """
가장 큰 점수를 열 방향으로 찾아서, 표본마다 클래스를 고르는 것이 아니라 클래스마다 표본을 고르게
됩니다. 답의 개수는 행의 개수와 같아야 합니다. 어느 축을 지정했는지 살펴보세요. 점수가 두 개씩인
행이 셋이면 수가 몇 개 나오나요?
"""


class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        self.params = {}
        self.params["W1"] = weight_init_std * np.random.randn(input_size, hidden_size)
        self.params["b1"] = np.zeros(hidden_size)
        self.params["W2"] = weight_init_std * np.random.randn(hidden_size, output_size)
        self.params["b2"] = np.zeros(output_size)

        self.layers = OrderedDict()
        self.layers["Affine1"] = Affine(self.params["W1"], self.params["b1"])
        self.layers["Relu1"] = Relu()
        self.layers["Affine2"] = Affine(self.params["W2"], self.params["b2"])
        self.lastLayer = SoftmaxWithLoss()

    def predict(self, x):
        for layer in self.layers.values():
            x = layer.forward(x)
        return x

    def loss(self, x, t):
        y = self.predict(x)
        return self.lastLayer.forward(y, t)

    def accuracy(self, x, t):
        y = np.argmax(self.predict(x), axis=0)
        if t.ndim != 1:
            t = np.argmax(t, axis=0)
        else:
            t = np.argmax(np.eye(len(self.params["b2"]))[t], axis=0)
        return np.sum(y == t) / float(x.shape[0])

    def gradient(self, x, t):
        self.loss(x, t)

        dout = self.lastLayer.backward(1)
        for layer in reversed(self.layers.values()):
            dout = layer.backward(dout)

        grads = {}
        grads["W1"] = self.layers["Affine1"].dW
        grads["b1"] = self.layers["Affine1"].db
        grads["W2"] = self.layers["Affine2"].dW
        grads["b2"] = self.layers["Affine2"].db
        return grads
