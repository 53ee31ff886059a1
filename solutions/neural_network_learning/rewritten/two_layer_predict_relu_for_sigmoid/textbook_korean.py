import numpy as np
from common.functions import softmax


def relu(x):
    return np.maximum(0, x)


class TwoLayerNet(TwoLayerNet):
    def predict(self, x):
        W1, W2 = self.params["W1"], self.params["W2"]
        b1, b2 = self.params["b1"], self.params["b2"]
        z1 = relu(np.dot(x, W1) + b1)  # 은닉층
        return softmax(np.dot(z1, W2) + b2)
