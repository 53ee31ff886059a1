"""The softmax is applied twice.

softmax를 두 번 씌운다.
"""

from collections import OrderedDict

import numpy as np
from common.functions import softmax
from common.layers import Affine, Relu, SoftmaxWithLoss

PART = "TwoLayerNet.loss"
HINT_EN = """
Your losses are all much alike, even where the net is sure of itself. The scores go through a
softmax, and then the last layer takes the softmax of the probabilities once more. It wants scores.
What do you hand to the last layer? A very sure net should have a loss near 0.
"""
HINT_KO = """
신경망이 확신할 때조차 손실이 서로 비슷합니다. 점수에 softmax를 씌운 다음, 마지막 계층이 그 확률에
softmax를 또 씌우기 때문입니다. 마지막 계층은 점수를 받아야 합니다. 무엇을 넘겨주고 있나요? 아주
확신하는 신경망의 손실은 0에 가까워야 합니다.
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
        return self.lastLayer.forward(softmax(y), t)

    def accuracy(self, x, t):
        y = np.argmax(self.predict(x), axis=1)
        if t.ndim != 1:
            t = np.argmax(t, axis=1)
        return np.sum(y == t) / float(x.shape[0])

    def gradient(self, x, t):
        self.lastLayer.forward(self.predict(x), t)

        dout = self.lastLayer.backward(1)
        for layer in reversed(self.layers.values()):
            dout = layer.backward(dout)

        grads = {}
        grads["W1"] = self.layers["Affine1"].dW
        grads["b1"] = self.layers["Affine1"].db
        grads["W2"] = self.layers["Affine2"].dW
        grads["b2"] = self.layers["Affine2"].db
        return grads
