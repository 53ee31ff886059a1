"""The biases' gradients are means where sums are meant."""

import numpy as np
from common.functions import *

PART = "TwoLayerNet.numerical_gradient"
IS = ""


class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        shape1 = (input_size, hidden_size)
        shape2 = (hidden_size, output_size)
        self.params = dict(
            W1=np.random.randn(*shape1) * weight_init_std,
            b1=np.zeros(hidden_size),
            W2=np.random.randn(*shape2) * weight_init_std,
            b2=np.zeros(output_size),
        )

    def forward(self, x):
        self.x = x
        self.a1 = x.dot(self.params["W1"]) + self.params["b1"]
        self.z1 = sigmoid(self.a1)
        self.a2 = self.z1.dot(self.params["W2"]) + self.params["b2"]
        self.y = softmax(self.a2)
        return self.y

    def predict(self, x):
        return self.forward(x)

    def loss(self, x, t):
        y = self.forward(x)
        n = y.shape[0]
        return -np.sum(t * np.log(y + 1e-7)) / n

    def accuracy(self, x, t):
        guess = self.predict(x).argmax(1)
        truth = t.argmax(1)
        return (guess == truth).mean()

    # 역전파로 구하면 훨씬 빠르다
    def numerical_gradient(self, x, t):
        y = self.forward(x)
        n = x.shape[0]
        dy = (y - t) / n
        grads = {}
        grads["W2"] = self.z1.T.dot(dy)
        grads["b2"] = dy.mean(axis=0)
        dz = dy.dot(self.params["W2"].T)
        da = dz * self.z1 * (1 - self.z1)
        grads["W1"] = x.T.dot(da)
        grads["b1"] = da.mean(axis=0)
        return grads
