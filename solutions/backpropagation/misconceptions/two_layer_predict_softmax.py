"""predict gives probabilities.

predict가 확률을 낸다.
"""

from collections import OrderedDict

import numpy as np
from common.functions import softmax
from common.layers import Affine, Relu, SoftmaxWithLoss

PART = "TwoLayerNet.predict"
HINT_EN = """
Every row that you return adds up to 1: these are probabilities. In this chapter predict gives the
scores, and the softmax is part of the last layer, together with the loss. For the most probable
class the scores are enough. Which layer of yours comes one too early?
"""
HINT_KO = """
반환한 행의 합이 모두 1입니다. 확률이라는 뜻입니다. 이 장에서 predict는 점수를 내고, softmax는
손실과 함께 마지막 계층에 들어 있습니다. 어느 클래스인지 고르는 데는 점수만으로 충분합니다. 어느
단계가 한발 먼저 들어갔나요?
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
        return softmax(x)

    def loss(self, x, t):
        y = x
        for layer in self.layers.values():
            y = layer.forward(y)
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
