"""The number of right answers is returned, not their share.

맞힌 비율이 아니라 맞힌 개수를 반환한다.
"""

from collections import OrderedDict

import numpy as np
from common.layers import Affine, Relu, SoftmaxWithLoss

PART = "TwoLayerNet.accuracy"
HINT_EN = """
You return a whole number that grows with the batch: the count of right answers. Accuracy is their
share, between 0 and 1, so that batches of different sizes can be compared. One step is missing
after the count. If 3 of 4 are right, which number should come out?
"""
HINT_KO = """
배치가 클수록 커지는 정수, 즉 맞힌 개수가 나옵니다. 정확도는 0과 1 사이의 비율이어야 크기가 다른
배치끼리 견줄 수 있습니다. 개수를 센 다음에 한 단계가 빠졌습니다. 네 개 가운데 세 개를 맞혔다면
어떤 수가 나와야 할까요?
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
        return np.sum(y == t)

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
