import numpy as np


class TwoLayerNet(TwoLayerNet):
    def predict(self, x):
        p = self.params
        hidden = 1.0 / (1.0 + np.exp(-(x @ p["W1"] + p["b1"])))
        weights = np.exp(hidden @ p["W2"] + p["b2"])
        return weights / weights.sum()
