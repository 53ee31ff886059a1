"""top-2 accuracy"""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "TwoLayerNet.accuracy"
IS = "two_layer_accuracy_top_two"

class TwoLayerNet(TwoLayerNet):
    def accuracy(self, x, t):
        top = np.argsort(self.predict(x), axis=1)[:, -2:]
        return float(np.mean([b in r for r, b in zip(top, t.argmax(1))]))
