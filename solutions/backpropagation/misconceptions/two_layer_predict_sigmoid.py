"""The hidden layer has a sigmoid.

은닉층에 sigmoid를 쓴다.
"""

from collections import OrderedDict

import numpy as np
from common.layers import Affine, Sigmoid, SoftmaxWithLoss

PART = "TwoLayerNet.predict"
HINT_EN = """
The hidden units of your net go through a sigmoid, as in the last chapter. This net has a Relu
there. Both layers have the same two methods, so nothing complains; only the numbers are others.
Look at the layer between the two Affine layers.
"""
HINT_KO = """
앞 장에서처럼 은닉층에 sigmoid를 썼습니다. 이 신경망에서는 그 자리에 Relu가 있습니다. 두 계층은
메서드 이름이 같아서 오류는 나지 않고 값만 달라집니다. 두 Affine 계층 사이에 어떤 계층이 있는지
살펴보세요. 무엇으로 바꾸어야 할까요?
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
        self.layers["Relu1"] = Sigmoid()
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
