import numpy as np


class TwoLayerNet(TwoLayerNet):
    def predict(self, x):
        a = x @ self.params["W1"] + self.params["b1"]
        z = np.where(a > 0, a, 0)
        e = np.exp(z @ self.params["W2"] + self.params["b2"])
        return e / e.sum(axis=-1, keepdims=True)
