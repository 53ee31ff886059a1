"""b2 대신 b1의 앞부분을 쓰고 은닉층 활성화도 빠졌다 (no activation, and W2's bias is left out: two at once)."""

import numpy as np
from common.functions import sigmoid, softmax, cross_entropy_error
from common.gradient import numerical_gradient

PART = "TwoLayerNet.predict"
IS = "two_layer_predict_activation_missing, two_layer_predict_b2_missing"


class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        self.params = {
            "W1": weight_init_std * np.random.randn(input_size, hidden_size),
            "b1": np.zeros(hidden_size),
            "W2": weight_init_std * np.random.randn(hidden_size, output_size),
            "b2": np.zeros(output_size),
        }

    def predict(self, x):
        p = self.params
        a1 = np.dot(x, p["W1"]) + p["b1"]
        z1 = a1
        a2 = np.dot(z1, p["W2"])
        return softmax(a2)

    def loss(self, x, t):
        return cross_entropy_error(self.predict(x), t)

    def accuracy(self, x, t):
        return np.mean(np.argmax(self.predict(x), axis=1) == np.argmax(t, axis=1))

    def numerical_gradient(self, x, t):
        f = lambda W: self.loss(x, t)
        return {k: numerical_gradient(f, v) for k, v in self.params.items()}
