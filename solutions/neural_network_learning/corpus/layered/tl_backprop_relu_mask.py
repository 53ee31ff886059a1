"""The derivative of the ReLU in a network of sigmoids."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "TwoLayerNet.numerical_gradient"
IS = ""

class TwoLayerNet(TwoLayerNet):
    def numerical_gradient(self, x, t):
        p, n = self.params, len(x)
        a = x @ p["W1"] + p["b1"]
        z = sigmoid(a)
        dy = (softmax(z @ p["W2"] + p["b2"]) - t) / n
        da = dy @ p["W2"].T * (a > 0)
        return {"W1": x.T @ da, "b1": da.sum(0), "W2": z.T @ dy, "b2": dy.sum(0)}
