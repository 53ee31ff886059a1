"""The biases begin with random numbers.

편향이 난수로 시작한다.
"""

from collections import OrderedDict

import numpy as np
from common.layers import Affine, Relu, SoftmaxWithLoss

PART = "TwoLayerNet.init"
HINT_EN = """
Your biases are random at the beginning. Only the weights need that, so that hidden units differ
from each other; the biases begin at zero. Look at how you make them, and compare it with the table
in the exercise. What shape have they, and with what are they filled?
"""
HINT_KO = """
편향이 난수로 시작합니다. 은닉 뉴런이 서로 달라지도록 난수가 필요한 것은 가중치뿐이고, 편향은 0에서
시작합니다. 편향을 어떻게 만드는지 문제의 표와 견주어 보세요. 모양은 무엇이고, 무엇으로 채우고
있나요? b1과 b2 둘 다 확인하세요.
"""


class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        self.params = {}
        self.params["W1"] = weight_init_std * np.random.randn(input_size, hidden_size)
        self.params["b1"] = weight_init_std * np.random.randn(hidden_size)
        self.params["W2"] = weight_init_std * np.random.randn(hidden_size, output_size)
        self.params["b2"] = weight_init_std * np.random.randn(output_size)

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
        y = np.argmax(self.predict(x), axis=1)
        if t.ndim != 1:
            t = np.argmax(t, axis=1)
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
