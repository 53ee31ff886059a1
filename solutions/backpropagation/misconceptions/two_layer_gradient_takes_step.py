"""gradient takes a step and changes the parameters.

gradient가 매개변수까지 바꾼다.
"""

from collections import OrderedDict

import numpy as np
from common.layers import Affine, Relu, SoftmaxWithLoss

PART = "TwoLayerNet.gradient"
HINT_EN = """
The gradients are right, but afterwards the parameters are others: your method takes a step of
learning as well. Whoever asks for a gradient may want to look at it only, or use a learning rate
of their own. The step is taken outside. Which line writes into the parameters?
"""
HINT_KO = """
기울기는 맞지만 부르고 나면 매개변수가 달라져 있습니다. 메서드 안에서 학습까지 한 걸음 하기
때문입니다. 기울기를 보기만 하려는 사람도 있고, 학습률을 따로 정하려는 사람도 있습니다. 갱신은
바깥에서 합니다. 매개변수에 값을 쓰는 줄은 어디인가요?
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
        grads["W1"] = self.layers["Affine1"].dW
        grads["b1"] = self.layers["Affine1"].db
        grads["W2"] = self.layers["Affine2"].dW
        grads["b2"] = self.layers["Affine2"].db
        for key in grads:
            self.params[key] -= 0.1 * grads[key]
        return grads
