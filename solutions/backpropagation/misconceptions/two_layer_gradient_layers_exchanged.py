"""The gradients of the two layers are exchanged.

두 계층의 기울기가 뒤바뀌었다.
"""

from collections import OrderedDict

import numpy as np
from common.layers import Affine, Relu, SoftmaxWithLoss

PART = "TwoLayerNet.gradient"
HINT_EN = """
The gradients stand under the wrong names: those of the second layer under the first, and the other
way round. Their shapes tell: each has to look like its parameter. Look at how you fill the dict,
line by line. Which layer does W1 belong to?
"""
HINT_KO = """
기울기가 엉뚱한 이름 아래에 있습니다. 둘째 계층의 것이 첫째 자리에, 첫째 계층의 것이 둘째 자리에
있습니다. 기울기의 모양은 그 매개변수와 같아야 하니 모양을 보면 알 수 있습니다. 딕셔너리를 채우는
부분을 한 줄씩 살펴보세요. W1은 어느 계층의 것인가요?
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
        for layer in reversed(self.layers.values()):
            dout = layer.backward(dout)

        grads = {}
        grads["W1"] = self.layers["Affine2"].dW
        grads["b1"] = self.layers["Affine2"].db
        grads["W2"] = self.layers["Affine1"].dW
        grads["b2"] = self.layers["Affine1"].db
        return grads
