"""weight_init_std is not used.

weight_init_std를 쓰지 않는다.
"""

from collections import OrderedDict

import numpy as np
from common.layers import Affine, Relu, SoftmaxWithLoss

PART = "TwoLayerNet.init"
HINT_EN = """
Your weights are as large as those of the standard normal distribution, whatever standard deviation
is asked for. The argument has no effect. Random numbers with a deviation of 1 become such with
another one when they are multiplied by it. Where do you use weight_init_std?
"""
HINT_KO = """
표준편차를 얼마로 부탁하든 가중치가 표준 정규분포만큼 큽니다. 인수가 아무 영향도 주지 못합니다.
표준편차가 1인 난수에 원하는 표준편차를 곱하면 그만큼 퍼진 난수가 됩니다. weight_init_std를 어디에
쓰고 있는지, 두 가중치 모두에 쓰는지 살펴보세요.
"""


class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        self.params = {}
        self.params["W1"] = np.random.randn(input_size, hidden_size)
        self.params["b1"] = np.zeros(hidden_size)
        self.params["W2"] = np.random.randn(hidden_size, output_size)
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
