"""The way back goes past the Relu.

돌아오는 길에 Relu를 건너뛴다.
"""

from collections import OrderedDict

import numpy as np
from common.layers import Affine, Relu, SoftmaxWithLoss

PART = "TwoLayerNet.gradient"
HINT_EN = """
The second layer's gradients are right, the first layer's are not where hidden units were shut. On
the way back you go from one Affine straight to the other. Whatever the numbers went through on the
way forward, the gradient has to go back through, in reverse order. Which layer is left out?
"""
HINT_KO = """
둘째 계층의 기울기는 맞지만, 은닉 뉴런이 닫혀 있던 곳에서 첫째 계층의 기울기가 틀립니다. 돌아오는
길에 한 Affine에서 다른 Affine으로 곧장 갔기 때문입니다. 앞으로 지나온 계층은 모두 거꾸로 다시
지나야 합니다. 어느 계층이 빠졌나요?
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

        dout = self.lastLayer.backward(1)
        dout = self.layers["Affine2"].backward(dout)
        self.layers["Affine1"].backward(dout)

        grads = {}
        grads["W1"] = self.layers["Affine1"].dW
        grads["b1"] = self.layers["Affine1"].db
        grads["W2"] = self.layers["Affine2"].dW
        grads["b2"] = self.layers["Affine2"].db
        return grads
