"""The gradients are divided by the batch size once more.

기울기를 배치 크기로 한 번 더 나눈다.
"""

from collections import OrderedDict

import numpy as np
from common.layers import Affine, Relu, SoftmaxWithLoss

PART = "TwoLayerNet.gradient"
HINT_EN = """
All your gradients are too small, by the number of rows. The last layer has already divided by the
batch size, and then you do it again. The mean is taken once. Try a batch of one row: are they
right then? By what number do you start the way back?
"""
HINT_KO = """
모든 기울기가 행의 개수만큼 작습니다. 마지막 계층이 이미 배치 크기로 나누었는데 한 번 더 나누었기
때문입니다. 평균은 한 번만 내야 합니다. 행이 하나인 배치로 해 보세요. 그때는 맞나요? 돌아오는 길을
어떤 수로 시작하고 있나요?
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
        y = np.argmax(self.predict(x), axis=1)
        if t.ndim != 1:
            t = np.argmax(t, axis=1)
        return np.sum(y == t) / float(x.shape[0])

    def gradient(self, x, t):
        self.loss(x, t)

        dout = self.lastLayer.backward(1 / x.shape[0])
        for layer in reversed(self.layers.values()):
            dout = layer.backward(dout)

        grads = {}
        grads["W1"] = self.layers["Affine1"].dW
        grads["b1"] = self.layers["Affine1"].db
        grads["W2"] = self.layers["Affine2"].dW
        grads["b2"] = self.layers["Affine2"].db
        return grads
