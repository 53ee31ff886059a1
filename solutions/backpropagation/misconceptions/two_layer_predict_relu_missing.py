"""There is no Relu between the layers.

두 계층 사이에 Relu가 없다.
"""

from collections import OrderedDict

import numpy as np
from common.layers import Affine, SoftmaxWithLoss

PART = "TwoLayerNet.predict"
HINT_EN = """
Your net is one straight line after another, and two such in a row are no more than one. The bend
of the Relu in between is what the hidden layer is there for. Look at the order of your layers.
What happens to a hidden unit that gets a negative number?
"""
HINT_KO = """
선형 계층이 두 번 이어질 뿐인데, 그러면 하나와 다를 것이 없습니다. 은닉층이 쓸모 있으려면 그 사이에
꺾임, 즉 Relu가 있어야 합니다. 계층의 순서를 살펴보세요. 은닉 뉴런에 음수가 들어오면 지금은 어떻게
되나요? 어떻게 되어야 하나요?
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
